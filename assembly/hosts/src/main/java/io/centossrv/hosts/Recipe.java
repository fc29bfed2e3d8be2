// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The scripts that ship with this library. */
final class Recipe {
    private static final List<String> TREE = List.of(
            "tree/build.sh",
            "tree/centos-stream-release.spec",
            "tree/basesys.spec",
            "tree/hellod.spec",
            "tree/updateinfo.xml",
            "tree/login.defs");

    private Recipe() {}

    /** Returns what names a tree: the same recipe on the same kind of machine makes the same one. */
    static String key() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(System.getProperty("os.arch").getBytes(StandardCharsets.UTF_8));
            TREE.forEach(name -> hash.update(bytes(name)));
            return HexFormat.of().formatHex(hash.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    /** Writes the recipe of the tree into a folder. */
    static void writeTree(Path folder) {
        TREE.forEach(name -> write(name, folder.resolve(name.substring("tree/".length()))));
    }

    /** Writes one script to a file. */
    static void write(String name, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one script. */
    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Recipe.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
