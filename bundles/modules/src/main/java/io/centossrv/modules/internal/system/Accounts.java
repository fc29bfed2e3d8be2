// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import io.centossrv.playbook.module.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks up users and groups: the files of /etc first, then {@code getent}, which knows what else the node is joined to. */
public final class Accounts {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Accounts() {}

    /** Returns a user's number; a text of digits is one itself. */
    public static Optional<Integer> user(String name) {
        return number(name, "passwd");
    }

    /** Returns a group's number; a text of digits is one itself. */
    public static Optional<Integer> group(String name) {
        return number(name, "group");
    }

    /** Returns a user by name or number. */
    public static Optional<Login> login(String name) {
        Optional<String> line = line(name, "passwd");
        if (line.isEmpty() && name.matches("[0-9]+")) {
            // getent finds a number too, and answers with the line of its name.
            line = asked(name, "passwd", found -> true);
        }
        return line.filter(found -> found.split(":", -1).length >= 7).map(Login::of);
    }

    /** Returns the number of the user that this process runs as. */
    public static int own() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new ProgramNotRun(5, "/proc can't be read: " + e.getMessage());
        }
    }

    private static Optional<Integer> number(String name, String database) {
        try {
            return Optional.of(Integer.parseUnsignedInt(name));
        } catch (NumberFormatException notDigits) {
            return line(name, database).map(line -> line.split(":", 4)[2]).map(Integer::parseUnsignedInt);
        }
    }

    private static Optional<String> line(String name, String database) {
        if (name.isEmpty() || name.indexOf(':') >= 0 || name.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(Path.of("/etc", database), StandardCharsets.ISO_8859_1);
            Optional<String> local =
                    lines.stream().filter(line -> line.startsWith(name + ":")).findFirst();
            return local.isPresent() ? local : asked(name, database, line -> line.startsWith(name + ":"));
        } catch (IOException e) {
            return asked(name, database, line -> line.startsWith(name + ":"));
        }
    }

    private static Optional<String> asked(String name, String database, Predicate<String> wanted) {
        ChildProcess getent = new ChildProcess(
                List.of("getent", "--", database, name), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), new byte[0]);
        ChildProcess.Ended ended = getent.run(Deadline.in(PATIENCE));
        return ended.code() == 0 ? ended.out().lines().filter(wanted).findFirst() : Optional.empty();
    }
}
