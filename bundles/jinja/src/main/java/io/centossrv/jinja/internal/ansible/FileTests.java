// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Test;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tests of files on the machine that evaluates. */
final class FileTests {
    private static final Signature OTHER = Signature.of("same_file", "b");

    private FileTests() {}

    static Map<String, Test> all() {
        Map<String, Test> all = new HashMap<>();
        put(all, Files::isDirectory, "directory", "is_dir");
        put(all, Files::isRegularFile, "file", "is_file");
        put(all, Files::isSymbolicLink, "link", "is_link");
        put(all, Files::exists, "exists");
        put(all, path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS), "link_exists");
        put(all, Path::isAbsolute, "abs", "is_abs");
        put(all, FileTests::isMount, "mount", "is_mount");
        List.of("same_file", "is_same_file")
                .forEach(name -> all.put(name, (value, arguments, evaluation) -> same(value, arguments)));
        return all;
    }

    private static void put(Map<String, Test> all, Predicate<Path> predicate, String... names) {
        for (String name : names) {
            all.put(name, (value, arguments, evaluation) -> predicate.test(path(value)));
        }
    }

    private static Path path(Object value) {
        try {
            return Path.of(Text.of(value));
        } catch (InvalidPathException e) {
            throw EvaluationError.value("not a path: " + Text.repr(value), e);
        }
    }

    private static boolean isMount(Path path) {
        if (!Files.isDirectory(path) || Files.isSymbolicLink(path)) {
            return false;
        }
        try {
            Path parent = path.toAbsolutePath().normalize().getParent();
            return parent == null
                    || !Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(parent, "unix:dev"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(Object value, CallArguments arguments) {
        Path other = path(OTHER.bind(arguments).get("b"));
        try {
            return Files.isSameFile(path(value), other);
        } catch (IOException e) {
            throw EvaluationError.value("a file can't be read: " + e.getMessage(), e);
        }
    }
}
