// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Finds files by a shell's patterns; names that begin with a dot are found by patterns that do. */
final class Globs {
    private static final int MOST_FOUND = 100_000;

    private Globs() {}

    /** Returns the regular files that a pattern matches, in order of their names. */
    static List<String> files(String pattern) {
        return found(pattern).stream()
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .sorted()
                .toList();
    }

    private static List<Path> found(String pattern) {
        try {
            boolean absolute = pattern.startsWith("/");
            List<Path> folders = List.of(Path.of(absolute ? "/" : ""));
            for (String part : pattern.split("/")) {
                if (!part.isEmpty()) {
                    folders = below(folders, part);
                }
            }
            return folders;
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw EvaluationError.value("not a pattern of files: " + pattern, e);
        }
    }

    private static List<Path> below(List<Path> folders, String part) {
        List<Path> found = new ArrayList<>();
        boolean isPattern = part.matches(".*[*?\\[].*");
        for (Path folder : folders) {
            if (!isPattern) {
                Path path = folder.resolve(part);
                if (Files.exists(path)) {
                    found.add(path);
                }
            } else if (Files.isDirectory(folder.toString().isEmpty() ? Path.of(".") : folder)) {
                list(folder, part, found);
            }
        }
        return found;
    }

    private static void list(Path folder, String part, List<Path> found) {
        Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(listed, part.replace("{", "\\{"))) {
            for (Path child : children) {
                boolean hidden = child.getFileName().toString().startsWith(".");
                if (!hidden || part.startsWith(".")) {
                    found.add(folder.resolve(child.getFileName().toString()));
                }
                if (found.size() > MOST_FOUND) {
                    throw EvaluationError.value("the pattern matches more than " + MOST_FOUND + " files");
                }
            }
        } catch (IOException e) {
            throw EvaluationError.value("the folder " + listed + " can't be read: " + e.getMessage(), e);
        }
    }
}
