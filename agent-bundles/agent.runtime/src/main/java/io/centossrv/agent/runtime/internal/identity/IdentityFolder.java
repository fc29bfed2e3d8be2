// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the key pair, which is made before the first word to the control plane, and the identity, which is written once it
 * was accepted: so an agent that dies at any point goes on with the same key.
 */
public final class IdentityFolder {
    private final Path keyFile;
    private final Path nextKeyFile;
    private final Path identityFile;

    public IdentityFolder(StateFolder state) {
        Path folder = state.folder("identity");
        this.keyFile = folder.resolve("key");
        this.nextKeyFile = folder.resolve("key.next");
        this.identityFile = folder.resolve("node");
    }

    /** Returns the key pair, made at the first call. */
    public CurveKeys keys() {
        return keys(keyFile);
    }

    /** Returns the key pair that is to follow the present one, made at the first call since the last change. */
    public CurveKeys nextKeys() {
        return keys(nextKeyFile);
    }

    /** Tells whether there is a key pair that is to follow. */
    public boolean hasNextKeys() {
        return Files.exists(nextKeyFile);
    }

    /** Makes the next key pair the present one as well; at a crash the present one is the old or the new one. */
    public void adoptNextKeys() {
        write(keyFile, nextKeys());
    }

    /** Forgets the next key pair. */
    public void dropNextKeys() {
        try {
            Files.deleteIfExists(nextKeyFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CurveKeys keys(Path file) {
        try {
            Optional<Map<String, String>> kept = PrivateFile.read(file);
            if (kept.isPresent()) {
                return new CurveKeys(value(kept.get(), "public"), value(kept.get(), "secret"));
            }
            CurveKeys keys = CurveKeys.generate();
            write(file, keys);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, CurveKeys keys) {
        try {
            PrivateFile.write(file, Map.of("public", keys.publicKey(), "secret", keys.secretKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the identity; empty before acceptance. */
    public Optional<Identity> identity() {
        try {
            return PrivateFile.read(identityFile)
                    .map(values -> new Identity(
                            NodeId.parse(value(values, "node")),
                            Integer.parseInt(value(values, "bus.port")),
                            value(values, "bus.key"),
                            value(values, "plan.key"),
                            value(values, "token")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void keep(Identity identity) {
        try {
            PrivateFile.write(
                    identityFile,
                    Map.of(
                            "node", identity.node().toString(),
                            "bus.port", Integer.toString(identity.busPort()),
                            "bus.key", identity.busKey(),
                            "plan.key", identity.planKey(),
                            "token", identity.token()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The identity of this agent is damaged: " + name + " is missing.");
        }
        return value;
    }
}
