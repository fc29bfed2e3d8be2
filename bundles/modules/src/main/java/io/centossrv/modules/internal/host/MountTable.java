// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is mounted now, as proc(5) tells it. */
final class MountTable {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private MountTable() {}

    /** Returns the source of what is mounted there last; empty where nothing is. */
    static Optional<String> source(String path) throws IOException {
        String wanted = path.length() > 1 ? path.replaceFirst("/+$", "") : path;
        Optional<String> source = Optional.empty();
        for (String line : Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(" ");
            String place = new String(plain(fields[4]).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (place.equals(wanted)) {
                // A bind mount's source is the folder that it shows.
                boolean bind = !fields[3].equals("/");
                source = Optional.of(plain(bind ? fields[3] : fields[fields.length - 2]));
            }
        }
        return source;
    }

    private static String plain(String field) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            boolean escape = field.charAt(i) == '\\' && i + 3 < field.length();
            out.append(escape ? (char) Integer.parseInt(field.substring(i + 1, i + 4), 8) : field.charAt(i));
            i += escape ? 3 : 0;
        }
        return out.toString();
    }
}
