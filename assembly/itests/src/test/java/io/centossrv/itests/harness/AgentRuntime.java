// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The Java runtime of a node, made once for each JDK and recipe and kept in the checkout's cache. */
final class AgentRuntime {
    private AgentRuntime() {}

    /** Returns it as a tar. */
    static Path archive(Sandbox sandbox) {
        Path recipe = Sandbox.checkout().resolve("assembly/agent/src/main/resources/bin/centossrv-agent-runtime");
        Path cache = Sandbox.checkout().resolve(".cache/runtime");
        Path archive = cache.resolve("runtime-" + key(recipe) + ".tar");
        if (!Files.exists(archive)) {
            make(recipe, sandbox.folder(), archive);
        }
        return archive;
    }

    private static void make(Path recipe, Path folder, Path archive) {
        Path made = folder.resolve("runtime");
        Path fresh = folder.resolve("runtime.tar");
        long began = System.nanoTime();
        Sandbox.check(
                List.of("env", "JAVA_HOME=" + System.getProperty("java.home"), recipe.toString(), made.toString()));
        Sandbox.check(List.of("tar", "-C", made.toString(), "-cf", fresh.toString(), "."));
        try {
            Files.createDirectories(archive.getParent());
            Path beside = Files.createTempFile(archive.getParent(), "runtime", ".tar.new");
            Files.copy(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
            System.out.println("hosts: runtime of " + Files.size(archive) / 1_000_000 + " MB made in "
                    + (System.nanoTime() - began) / 1_000_000 + " ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path recipe) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(System.getProperty("java.runtime.version").getBytes(StandardCharsets.UTF_8));
            hash.update(Files.readAllBytes(recipe));
            return HexFormat.of().formatHex(hash.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
