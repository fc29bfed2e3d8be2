// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.internal.yaml.YamlReader;
import io.centossrv.playbook.vault.Vault;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of a project, with what is wrong in it. */
final class Reading {
    private static final int MOST_TASKS = 50_000;
    private static final int MOST_MISTAKES = 1_000;

    private final LoadSettings settings;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Mistake> warnings = new ArrayList<>();
    private final Map<String, Optional<Value>> documents = new HashMap<>();
    private int tasks;
    private boolean endless;

    Reading(LoadSettings settings) {
        this.settings = settings;
    }

    LoadSettings settings() {
        return settings;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    List<Mistake> warnings() {
        return warnings;
    }

    /** Counts a task; returns whether there may be one more, which is a mistake otherwise. */
    boolean counts(Position at) {
        if (endless) {
            return false;
        }
        if (tasks == MOST_TASKS) {
            add("too-large", MistakeKind.RECURSION, at, at, "imports make more than " + MOST_TASKS + " tasks of this");
        }
        return tasks++ < MOST_TASKS;
    }

    void add(String code, MistakeKind kind, Position at, Position owner, String message) {
        endless |= kind == MistakeKind.RECURSION;
        if (mistakes.size() < MOST_MISTAKES) {
            mistakes.add(new Mistake(code, at, message, kind, Optional.of(owner)));
        }
    }

    /** Adds a mistake for which Ansible names no place. */
    void addPlaceless(String code, MistakeKind kind, Position at, String message) {
        mistakes.add(new Mistake(code, at, message, kind, Optional.empty()));
    }

    void warn(String code, Position at, String message) {
        warnings.add(new Mistake(code, at, message));
    }

    boolean isFile(String path) {
        return settings.project().isFile(path);
    }

    boolean isFolder(String path) {
        return settings.project().isFolder(path);
    }

    /** Returns the document of a file; empty where it has none, or is missing or not YAML, the latter with a mistake. */
    Optional<Value> yaml(String path, Position from) {
        Optional<Value> known = documents.get(path);
        if (known == null) {
            known = read(path, from);
            documents.put(path, known);
        }
        return known;
    }

    private Optional<Value> read(String path, Position from) {
        Optional<byte[]> content = content(path, from);
        return content.isEmpty() ? Optional.empty() : new YamlReader(path, mistakes, warnings).read(content.get());
    }

    private Optional<byte[]> content(String path, Position from) {
        Optional<byte[]> content;
        try {
            content = settings.project().read(path);
        } catch (UncheckedIOException e) {
            addPlaceless(
                    "unreadable", MistakeKind.MISSING_FILE, from, "'" + path + "' can't be read: " + e.getMessage());
            return Optional.empty();
        }
        if (content.isEmpty()) {
            addPlaceless("not-found", MistakeKind.MISSING_FILE, from, "there is no file '" + path + "' in the project");
            return Optional.empty();
        }
        if (!Vault.isEncrypted(content.get())) {
            return content;
        }
        if (settings.sealed()) {
            warn("sealed", new Position(path, 0, 0), "the file is encrypted: it is read on the node only");
            return Optional.of(new byte[0]);
        }
        try {
            return Optional.of(settings.vault().open(content.get()));
        } catch (IllegalArgumentException e) {
            addPlaceless("vault", MistakeKind.MALFORMED, new Position(path, 0, 0), e.getMessage());
            return Optional.empty();
        }
    }
}
