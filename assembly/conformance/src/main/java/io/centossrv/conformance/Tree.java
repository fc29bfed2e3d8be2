// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is below a case's folder: path to a line that tells kind, mode, content, owner. */
final class Tree {
    private static final Pattern BACKUP = Pattern.compile("\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~");
    private static final int TYPE = 0170000;

    private Tree() {}

    static String backup(String text) {
        return BACKUP.matcher(text).replaceAll(".<BACKUP>");
    }

    /** Returns what is there. */
    static Map<String, String> actual(World world) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(world.w())) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (!path.equals(world.w())) {
                    tree.put(backup(world.w().relativize(path).toString()), line(world, path));
                }
            }
        }
        return tree;
    }

    private static String line(World world, Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) found.get("mode");
        boolean isLink = (mode & TYPE) == 0120000;
        boolean isFolder = (mode & TYPE) == 0040000;
        String line = isLink
                ? "link to " + world.normalised(Files.readSymbolicLink(path).toString())
                : (isFolder ? "dir" : "file " + sha256(world, Files.readAllBytes(path)))
                        + String.format(Locale.ROOT, " %04o", mode & 07777);
        int links = (Integer) found.get("nlink");
        return line
                + owners((Integer) found.get("uid"), (Integer) found.get("gid"))
                + (links > 1 && !isFolder ? " nlink " + links : "");
    }

    /** Returns what a case expects. */
    static Map<String, String> expected(List<?> entries) {
        Map<String, String> tree = new TreeMap<>();
        for (Object entry : entries) {
            Map<?, ?> fields = (Map<?, ?>) entry;
            String kind = (String) fields.get("kind");
            String line =
                    switch (kind) {
                        case "link" -> "link to " + fields.get("target");
                        case "dir" -> "dir " + fields.get("mode");
                        default ->
                            "file "
                                    + (fields.get("sha256") instanceof String sum
                                            ? sum
                                            : sha256(((String) fields.get("content"))
                                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                                    + " " + fields.get("mode");
                    };
            int uid = fields.get("uid") instanceof Long number ? number.intValue() : 0;
            int gid = fields.get("gid") instanceof Long number ? number.intValue() : 0;
            String links = fields.get("nlink") instanceof Long number && number > 1 ? " nlink " + number : "";
            tree.put((String) fields.get("path"), line + owners(uid, gid) + links);
        }
        return tree;
    }

    private static String owners(int uid, int gid) {
        return uid == 0 && gid == 0 ? "" : " owner " + uid + ":" + gid;
    }

    private static String sha256(World world, byte[] content) {
        String text = new String(content, java.nio.charset.StandardCharsets.UTF_8);
        String normalised = world.normalised(text);
        return sha256(normalised.equals(text) ? content : normalised.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
