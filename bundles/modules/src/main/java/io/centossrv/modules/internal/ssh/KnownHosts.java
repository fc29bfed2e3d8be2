// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a known_hosts file, as to one host. */
final class KnownHosts {
    private final List<String> lines = new ArrayList<>();
    private final String host;
    private boolean changed;

    KnownHosts(String content, String host) {
        for (String line : content.split("(?<=\n)")) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        this.host = host;
    }

    /** Makes a key one of the host's: in the place of another of its type, which goes, it stands at the end. */
    void add(HostKeyLine key, String text) {
        int other = -1;
        for (int i = 0; i < lines.size(); i++) {
            Optional<HostKeyLine> line = ofHost(i);
            if (line.isPresent() && line.get().saysAs(key)) {
                return;
            }
            if (line.isPresent() && line.get().type().equals(key.type()) && other < 0) {
                other = i;
            }
        }
        if (other >= 0) {
            lines.remove(other);
        }
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).endsWith("\n")) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n");
        }
        lines.add(text + "\n");
        changed = true;
    }

    /** Removes this key of the host, whether the host's name is hashed or not. */
    void remove(HostKeyLine key) {
        for (int i = 0; i < lines.size(); i++) {
            if (ofHost(i).filter(key::isSameKey).isPresent()) {
                lines.remove(i);
                changed = true;
                return;
            }
        }
    }

    /** Removes all keys of the host. */
    void removeAll() {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (ofHost(i).isPresent()) {
                lines.remove(i);
                changed = true;
            }
        }
    }

    private Optional<HostKeyLine> ofHost(int at) {
        return HostKeyLine.of(lines.get(at)).filter(line -> line.isOf(host));
    }

    boolean changed() {
        return changed;
    }

    String text() {
        return String.join("", lines);
    }
}
