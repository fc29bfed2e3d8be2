// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a path, or a pattern with {@code * ? []}, names anything: what creates and removes ask. */
final class PathGlob {
    private static final Pattern WILD = Pattern.compile("[*?\\[]");

    private PathGlob() {}

    static boolean matches(Path folder, String pattern) {
        if (!WILD.matcher(pattern).find()) {
            return Files.exists(folder.resolve(pattern), LinkOption.NOFOLLOW_LINKS);
        }
        List<Path> found = new ArrayList<>();
        found.add(pattern.startsWith("/") ? Path.of("/") : folder);
        for (String part : pattern.split("/")) {
            if (!part.isEmpty()) {
                found = step(found, part);
            }
        }
        return !found.isEmpty();
    }

    private static List<Path> step(List<Path> folders, String part) {
        List<Path> next = new ArrayList<>();
        for (Path folder : folders) {
            if (!WILD.matcher(part).find()) {
                if (Files.exists(folder.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
                    next.add(folder.resolve(part));
                }
                continue;
            }
            // Braces and backslashes mean nothing to Python's glob.
            String quoted = part.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, quoted)) {
                for (Path entry : entries) {
                    boolean hidden = entry.getFileName().toString().startsWith(".");
                    if (!hidden || part.startsWith(".")) {
                        next.add(entry);
                    }
                }
            } catch (IOException unreadable) {
                // As with Python's glob, a folder that can't be listed has nothing in it.
            }
        }
        return next;
    }
}
