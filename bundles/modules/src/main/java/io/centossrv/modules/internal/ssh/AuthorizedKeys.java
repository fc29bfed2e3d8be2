// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of an authorized_keys file. What is no key stays where it stands. */
final class AuthorizedKeys {
    /** By the key itself, or by a name that no key has. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private int last;
    private boolean changed;

    AuthorizedKeys(String content) {
        for (String line : content.split("(?<=\n)")) {
            if (!line.isEmpty()) {
                Optional<AuthorizedKey> key = AuthorizedKey.of(line);
                String name = key.map(AuthorizedKey::blob).orElse("\n" + last);
                entries.put(name, new Entry(last++, line, key));
            }
        }
    }

    private record Entry(int place, String line, Optional<AuthorizedKey> key) {
        String text() {
            return key.map(AuthorizedKey::line).orElse(line.endsWith("\n") ? line : line + "\n");
        }
    }

    /** Adds a key, or puts it behind the others in the place of one that says otherwise. */
    void add(AuthorizedKey key) {
        Entry old = entries.get(key.blob());
        if (old == null || old.key().isEmpty() || !old.key().get().saysAs(key)) {
            entries.remove(key.blob());
            entries.put(key.blob(), new Entry(last++, "", Optional.of(key)));
            changed = true;
        }
    }

    void remove(AuthorizedKey key) {
        changed |= entries.remove(key.blob()) != null;
    }

    /** Removes all but these, remarks too. */
    void keepOnly(Set<String> blobs) {
        changed |= entries.keySet().retainAll(blobs);
    }

    boolean changed() {
        return changed;
    }

    String text() {
        List<Entry> ordered = new ArrayList<>(entries.values());
        ordered.sort((one, other) -> Integer.compare(one.place(), other.place()));
        StringBuilder text = new StringBuilder();
        ordered.forEach(entry -> text.append(entry.text()));
        return text.toString();
    }
}
