// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of sysctl.conf(5): settings, comments that begin with {@code #} or {@code ;}, empty lines. */
final class SysctlFile {
    private final List<String> lines;

    SysctlFile(String text) {
        lines = text.lines().map(String::strip).toList();
    }

    /** Returns the value that holds: of a name that comes twice, the last. */
    Optional<String> value(String name) {
        Optional<String> last = Optional.empty();
        for (String line : lines) {
            if (isSetting(line) && key(line).equals(name)) {
                last = Optional.of(line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return last;
    }

    /** Returns the text in which each name stands once and this one has this value, or none. */
    String with(String name, Optional<String> value) {
        Set<String> seen = new HashSet<>();
        List<String> written = new ArrayList<>();
        for (String line : lines) {
            if (!isSetting(line)) {
                written.add(line);
            } else if (seen.add(key(line))) {
                if (!key(line).equals(name)) {
                    written.add(key(line) + "="
                            + line.substring(line.indexOf('=') + 1).strip());
                } else if (value.isPresent()) {
                    written.add(name + "=" + value.get());
                }
            }
        }
        if (value.isPresent() && seen.add(name)) {
            written.add(name + "=" + value.get());
        }
        return written.isEmpty() ? "" : String.join("\n", written) + "\n";
    }

    private static boolean isSetting(String line) {
        return !line.startsWith("#") && !line.startsWith(";") && line.contains("=");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('=')).strip();
    }
}
