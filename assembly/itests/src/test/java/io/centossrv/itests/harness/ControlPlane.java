// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The control plane's distribution, unpacked and configured for free ports of the loopback interface. */
public final class ControlPlane implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final KarafProcess karaf;
    private final String host;
    private final int httpsPort;
    private final int busPort;

    private ControlPlane(KarafProcess karaf, String host, int httpsPort, int busPort) {
        this.karaf = karaf;
        this.host = host;
        this.httpsPort = httpsPort;
        this.busPort = busPort;
    }

    /** Unpacks it; nothing runs yet. */
    public static ControlPlane unpack(Sandbox sandbox) {
        return unpack(sandbox, "127.0.0.1", List.of());
    }

    /**
     * Unpacks it; nothing runs yet.
     *
     * @param address that it listens on, also a name in its certificate
     * @param prefix what to put before the launcher's command
     */
    public static ControlPlane unpack(Sandbox sandbox, String address, List<String> prefix) {
        Path home = sandbox.unpack("control-plane", "centossrv-server");
        int httpsPort = Sandbox.freePort();
        int busPort = Sandbox.freePort();
        change(home, "io.centossrv.rest.cfg", "host", address);
        change(home, "io.centossrv.rest.cfg", "port", String.valueOf(httpsPort));
        write(home, "io.centossrv.pki.cfg", "names=" + address + "\n");
        write(home, "io.centossrv.transport.server.cfg", "bind=tcp://" + address + ":" + busPort + "\n");
        write(home, "io.centossrv.inventory.cfg", "bus.port=" + busPort + "\n");
        change(home, "io.centossrv.platform.cfg", "plugin.dev", "true");
        KarafProcess karaf = new KarafProcess(sandbox, home, "centossrv-server", prefix, Map.of());
        String host = address.equals("127.0.0.1") ? "localhost" : address;
        return new ControlPlane(karaf, host, httpsPort, busPort);
    }

    private static void change(Path home, String file, String key, String value) {
        Path path = home.resolve("etc/" + file);
        try {
            String changed = Files.readString(path)
                    .replaceAll("(?m)^" + Pattern.quote(key) + "=.*$", Matcher.quoteReplacement(key + "=" + value));
            Files.writeString(path, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path home, String file, String content) {
        try {
            Files.writeString(home.resolve("etc/" + file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and returns once it is ready, with how long that took. */
    public Duration start() {
        return start(() -> new RestClient(this).status("/readyz") == 200);
    }

    /**
     * Starts it and returns once it is ready, with how long that took.
     *
     * @param ready asks it, for this process may be in another network namespace
     */
    public Duration start(BooleanSupplier ready) {
        return start(ready, START);
    }

    /** Starts it and returns once it is ready, with how long that took; for a start that has more to make good. */
    public Duration start(BooleanSupplier ready, Duration bound) {
        long began = System.nanoTime();
        karaf.start();
        Await.untilTrue("the control plane is ready; its log:\n" + karaf.console(), bound, () -> {
            if (!karaf.isAlive()) {
                throw new AssertionError("the control plane ended:\n" + karaf.log());
            }
            return Files.exists(caFile()) && ready.getAsBoolean();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Returns the running distribution. */
    public KarafProcess karaf() {
        return karaf;
    }

    /** Returns the address of REST, without a slash at the end. */
    public String url() {
        return "https://" + host + ":" + httpsPort;
    }

    /** Returns the port of REST. */
    public int httpsPort() {
        return httpsPort;
    }

    /** Returns the port of the bus. */
    public int busPort() {
        return busPort;
    }

    /** Returns the certificate of its authority, PEM. */
    public Path caFile() {
        return karaf.home().resolve("etc/keys/ca.crt");
    }

    /** Returns the administrator's first password. */
    public String password() {
        try {
            return Files.readAllLines(karaf.state().resolve("initial-login")).stream()
                    .filter(l -> l.startsWith("password: "))
                    .map(l -> l.substring("password: ".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        karaf.close();
    }
}
