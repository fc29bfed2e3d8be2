// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The agent's distribution on this machine, run as the product's user. */
public final class AgentProcess implements AutoCloseable {
    private final Sandbox sandbox;
    private final KarafProcess karaf;

    private AgentProcess(Sandbox sandbox, KarafProcess karaf) {
        this.sandbox = sandbox;
        this.karaf = karaf;
    }

    /**
     * Unpacks it and gives it a join token; nothing runs yet.
     *
     * @param token {@code id.secret.pin}
     */
    public static AgentProcess unpack(Sandbox sandbox, ControlPlane controlPlane, String token) {
        Path home = sandbox.unpack("agent", "centossrv-agent");
        Path tokenFile = home.resolve("etc/join-token");
        try {
            Files.writeString(tokenFile, token);
            Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    home.resolve("etc/io.centossrv.agent.runtime.cfg"),
                    "server=" + controlPlane.url() + "\njoin.token.file=" + tokenFile + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AgentProcess(sandbox, new KarafProcess(sandbox, home, "centossrv-agent", List.of(), Map.of()));
    }

    /** Starts it and returns at once. */
    public void start() {
        karaf.start();
    }

    /** Returns the running distribution. */
    public KarafProcess karaf() {
        return karaf;
    }

    /** Returns the sandbox that it runs in. */
    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        karaf.close();
    }
}
