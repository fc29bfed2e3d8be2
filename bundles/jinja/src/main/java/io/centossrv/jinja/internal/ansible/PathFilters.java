// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters of paths: POSIX ones as Python's {@code os.path}, Windows ones as {@code ntpath}. */
final class PathFilters {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\{[^}]*\\})");

    private PathFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("basename", text(path -> path.substring(path.lastIndexOf('/') + 1))),
                Map.entry("dirname", text(PathFilters::folder)),
                Map.entry("splitext", text(PathFilters::splitExtension)),
                Map.entry("expanduser", text(PathFilters::expandUser)),
                Map.entry("expandvars", text(PathFilters::expandVariables)),
                Map.entry("realpath", text(PathFilters::real)),
                Map.entry("relpath", PathFilters::relative),
                Map.entry("path_join", PathFilters::join),
                Map.entry("win_basename", text(path -> windows(path)[1])),
                Map.entry("win_dirname", text(path -> windows(path)[0])),
                Map.entry("win_splitdrive", text(PathFilters::splitDrive)),
                Map.entry(
                        "fileglob",
                        (value, arguments, evaluation) -> new ArrayList<Object>(Globs.files(Text.of(value)))));
    }

    private static Filter text(Function<String, Object> operation) {
        return (value, arguments, evaluation) -> operation.apply(Text.of(value));
    }

    private static Object folder(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        return head.chars().allMatch(c -> c == '/') ? head : head.replaceAll("/+$", "");
    }

    private static Object splitExtension(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        int first = name;
        while (first < path.length() && path.charAt(first) == '.') {
            first++;
        }
        return dot >= first && dot > name
                ? Tuple.pair(path.substring(0, dot), path.substring(dot))
                : Tuple.pair(path, "");
    }

    private static Object expandUser(String path) {
        if (!path.startsWith("~")) {
            return path;
        }
        int end = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        String user = path.substring(1, end);
        Optional<String> home = user.isEmpty() ? Optional.ofNullable(System.getenv("HOME")) : home(user);
        return home.map(folder -> (folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder)
                        + path.substring(end))
                .map(expanded -> expanded.isEmpty() ? "/" : expanded)
                .orElse(path);
    }

    private static Optional<String> home(String user) {
        try (var accounts = Files.lines(Path.of("/etc/passwd"))) {
            return accounts.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> fields[5])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Object expandVariables(String path) {
        Matcher variable = VARIABLE.matcher(path);
        return variable.replaceAll(match -> {
            String name = match.group(1).startsWith("{")
                    ? match.group(1).substring(1, match.group(1).length() - 1)
                    : match.group(1);
            String value = System.getenv(name);
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    private static Object real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return normalised(path);
        }
    }

    private static String normalised(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw EvaluationError.value("not a path: " + Text.repr(path), e);
        }
    }

    private static Object relative(Object value, CallArguments arguments, Evaluation evaluation) {
        String start = arguments.positional().isEmpty()
                ? Text.of(arguments.named().getOrDefault("start", "."))
                : Text.of(arguments.positional().get(0));
        String relative = Path.of(normalised(start))
                .relativize(Path.of(normalised(Text.of(value))))
                .toString();
        return relative.isEmpty() ? "." : relative;
    }

    private static Object join(Object value, CallArguments arguments, Evaluation evaluation) {
        if (Text.isText(value)) {
            return value;
        }
        if (!Items.isIterable(value) || value instanceof Map) {
            Undefined.check(value);
            throw EvaluationError.type("|path_join expects string or sequence, got " + Types.name(value) + " instead.");
        }
        List<Object> parts = Items.list(value);
        if (parts.isEmpty()) {
            throw EvaluationError.type("join() missing 1 required positional argument: 'a'");
        }
        String path = "";
        for (int i = 0; i < parts.size(); i++) {
            String part = Text.of(parts.get(i));
            boolean alone = i == 0 || part.startsWith("/");
            path = alone ? part : path.isEmpty() || path.endsWith("/") ? path + part : path + "/" + part;
        }
        return path;
    }

    private static Object splitDrive(String path) {
        boolean drive = path.length() > 1 && path.charAt(1) == ':';
        return drive ? Tuple.pair(path.substring(0, 2), path.substring(2)) : Tuple.pair("", path);
    }

    /** Returns the folder and the name of a path of Windows. */
    private static String[] windows(String path) {
        boolean drive = path.length() > 1 && path.charAt(1) == ':';
        String root = drive ? path.substring(0, 2) : "";
        String rest = drive ? path.substring(2) : path;
        int at = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\')) + 1;
        String head = rest.substring(0, at);
        String plain = head.replaceAll("[/\\\\]+$", "");
        return new String[] {root + (plain.isEmpty() ? head : plain), rest.substring(at)};
    }
}
