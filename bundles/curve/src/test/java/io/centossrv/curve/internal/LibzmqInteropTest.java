// SPDX-License-Identifier: Apache-2.0
package io.centossrv.curve.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ on this bundle against libzmq, in both directions. */
class LibzmqInteropTest {
    private static final int[] SIZES = {0, 1, 15, 16, 63, 64, 65, 254, 255, 256, 1000, 65_536, 300_000};
    private static String python = "";

    @BeforeAll
    static void libzmqIsThere() throws Exception {
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (hasCurve(candidate)) {
                python = candidate;
                return;
            }
        }
        String reason = "python3-zmq with CURVE is not installed";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    @Test
    void talksToAServerOfLibzmq() throws Exception {
        ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
        Process echo = start("server", server.publicKey, server.secretKey);
        try (ZContext context = new ZContext();
                BufferedReader output = echo.inputReader(UTF_8)) {
            String port = output.readLine();
            assertThat(port).containsOnlyDigits();
            ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            socket.setReceiveTimeOut(5000);
            socket.setCurveServerKey(ZMQ.Curve.z85Decode(server.publicKey));
            socket.setCurvePublicKey(ZMQ.Curve.z85Decode(client.publicKey));
            socket.setCurveSecretKey(ZMQ.Curve.z85Decode(client.secretKey));
            assertThat(socket.connect("tcp://127.0.0.1:" + port)).isTrue();
            for (int size : SIZES) {
                byte[] sent = new byte[size];
                Arrays.fill(sent, (byte) size);
                assertThat(socket.send(sent)).isTrue();
                assertThat(socket.recv()).as("%d bytes", size).isEqualTo(sent);
            }
        } finally {
            end(echo);
        }
    }

    @Test
    void servesAClientOfLibzmq() throws Exception {
        ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
            socket.setReceiveTimeOut(5000);
            socket.setCurveServer(true);
            socket.setCurvePublicKey(ZMQ.Curve.z85Decode(server.publicKey));
            socket.setCurveSecretKey(ZMQ.Curve.z85Decode(server.secretKey));
            int port = socket.bindToRandomPort("tcp://127.0.0.1");
            List<String> arguments = new ArrayList<>(List.of("client", "tcp://127.0.0.1:" + port, server.publicKey));
            Arrays.stream(SIZES).mapToObj(Integer::toString).forEach(arguments::add);
            Process client = start(arguments.toArray(String[]::new));
            try (BufferedReader output = client.inputReader(UTF_8)) {
                for (int size : SIZES) {
                    byte[] from = socket.recv();
                    assertThat(from).as("sender of %d bytes", size).isNotNull();
                    byte[] sent = socket.recv();
                    assertThat(sent).hasSize(size);
                    assertThat(socket.sendMore(from) && socket.send(sent)).isTrue();
                }
                assertThat(output.readLine()).isEqualTo("ok");
            } finally {
                end(client);
            }
        }
    }

    private static boolean hasCurve(String candidate) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            candidate, "-c", "import sys, zmq; sys.exit(0 if zmq.has('curve') else 1)")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Process start(String... arguments) throws IOException, URISyntaxException {
        Path script = Path.of(Objects.requireNonNull(LibzmqInteropTest.class.getResource("/interop/echo.py"))
                .toURI());
        return new ProcessBuilder(Stream.concat(Stream.of(python, script.toString()), Arrays.stream(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("libzmq's process did not end");
        }
    }
}
