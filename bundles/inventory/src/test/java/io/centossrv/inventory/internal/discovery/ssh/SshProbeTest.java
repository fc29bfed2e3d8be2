// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.internal.discovery.ssh.SshProbe.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshProbeTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final SshProbe PATIENT = new SshProbe(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @ParameterizedTest
    @CsvSource({
        "EC, 256, curve25519, ecdsa-sha2-nistp256",
        "EC, 384, ecdhp256, ecdsa-sha2-nistp384",
        "RSA, 2048, dhg14_256, ssh-rsa",
        "RSA, 3072, dhg14, ssh-rsa"
    })
    void readsTheHostKeyOfARealServer(String algorithm, int size, BuiltinDHFactories exchange, String type)
            throws Exception {
        try (TestSshServer server = new TestSshServer(algorithm, size, exchange)) {
            // the opening is random: its first bit is set half of the time
            for (int i = 0; i < 4; i++) {
                Look look = PATIENT.look(HERE, server.port()).orElseThrow();
                assertThat(look.banner()).startsWith("SSH-2.0-");
                assertThat(look.keyType()).contains(type);
                assertThat(look.fingerprint()).contains(server.fingerprint());
            }
        }
    }

    @Test
    void aServerWithoutACommonAlgorithmStillHasABanner() throws Exception {
        try (TestSshServer server = new TestSshServer("EC", 256, BuiltinDHFactories.ecdhp521)) {
            Look look = PATIENT.look(HERE, server.port()).orElseThrow();
            assertThat(look.banner()).startsWith("SSH-2.0-");
            assertThat(look.fingerprint()).isEmpty();
        }
    }

    @Test
    void nothingIsWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, HERE)) {
            port = closed.getLocalPort();
        }
        assertThat(PATIENT.look(HERE, port)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail ESMTP\r\n", "", "\0\0\0\0", "HTTP/1.1 400\n"})
    void whatSpeaksNoSshIsThereAndHasNoName(String said) throws Exception {
        assertThat(looked(said.getBytes(StandardCharsets.ISO_8859_1)))
                .contains(new Look("", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\0",
                "\u007f\u00ff\u00ff\u00ff\u0006\u0014",
                "\0\0\0\u0002\u00ff\u0014",
                "\0\0\0\u000c\u0004\u0014short",
                "\0\0\0\u0007\u0004\u0001\0\0\0\0\0"
            })
    void garbageAfterTheBannerIsLeftAlone(String said) throws Exception {
        byte[] all = ("text\r\nSSH-2.0-\u001b[2Jodd\r\n" + said).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(looked(all)).contains(new Look("SSH-2.0-?[2Jodd", Optional.empty(), Optional.empty()));
    }

    @Test
    void aFloodAndADripAreBounded() throws Exception {
        assertThat(looked("x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
        assertThat(looked("x\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
        SshProbe hasty = new SshProbe(Duration.ofSeconds(20), Duration.ofMillis(300));
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            CompletableFuture<Void> drip = CompletableFuture.runAsync(() -> drip(server));
            assertThat(hasty.look(HERE, server.getLocalPort())).isPresent();
            drip.get(30, TimeUnit.SECONDS);
        }
    }

    /** Sends a byte now and then, until the other side has gone. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            while (socket.isConnected()) {
                out.write('x');
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Look> looked(byte[] said) throws Exception {
        SshProbe probe = new SshProbe(Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> talk(server, said));
            Optional<Look> look = probe.look(HERE, server.getLocalPort());
            talk.get(30, TimeUnit.SECONDS);
            return look;
        }
    }

    private static void talk(ServerSocket server, byte[] said) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(said);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the probe leaves when it has heard enough
            assertThat(e).isNotNull();
        }
    }
}
