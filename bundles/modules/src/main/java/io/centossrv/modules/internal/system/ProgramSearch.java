// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds a program as execvpe(3) does, and tells beforehand why it could not be executed: setsid would only say so on
 * the program's stderr, and would hand a script without an interpreter line to the shell.
 */
final class ProgramSearch {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private ProgramSearch() {}

    static String find(String word, Path folder, Map<String, String> environment) {
        if (word.indexOf('\0') >= 0) {
            throw new ProgramNotRun(22, "embedded null byte");
        }
        if (word.contains("/")) {
            check(word, folder.resolve(word));
            return word;
        }
        boolean seen = false;
        for (String place : environment.getOrDefault("PATH", USUAL_PATH).split(":")) {
            Path candidate = folder.resolve(place).resolve(word);
            if (!word.isEmpty() && Files.isRegularFile(candidate)) {
                if (Files.isExecutable(candidate)) {
                    check(word, candidate);
                    return candidate.toString();
                }
                seen = true;
            }
        }
        throw seen ? denied(word) : absent(word);
    }

    private static void check(String word, Path program) {
        if (!Files.exists(program)) {
            throw absent(word);
        }
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            throw denied(word);
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(program)) {
            head = in.readNBytes(256);
        } catch (IOException unreadable) {
            // Executable but not readable is fine for a binary; the kernel decides.
            return;
        }
        if (head.length > 2 && head[0] == '#' && head[1] == '!') {
            String line = new String(head, 2, head.length - 2, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            String interpreter = line.split("[ \t]", 2)[0];
            if (!Files.exists(Path.of(interpreter))) {
                throw absent(word);
            }
        } else if (isText(head)) {
            throw new ProgramNotRun(8, "[Errno 8] Exec format error: b'" + word + "'");
        }
    }

    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one == 0) {
                return false;
            }
        }
        return true;
    }

    private static ProgramNotRun absent(String word) {
        return new ProgramNotRun(2, "[Errno 2] No such file or directory: b'" + word + "'");
    }

    private static ProgramNotRun denied(String word) {
        return new ProgramNotRun(13, "[Errno 13] Permission denied: b'" + word + "'");
    }
}
