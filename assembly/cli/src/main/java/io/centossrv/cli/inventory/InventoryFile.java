// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonReader;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Reads what another system says of its hosts, as JSON. */
public final class InventoryFile {
    private static final int MOST_BYTES = 64 << 20;

    /** Whose file it is. */
    public enum Kind {
        ANSIBLE("ansible-inventory", "ansible-inventory -i FILE --list"),
        FOREMAN("foreman", "hammer --output json host list, or GET /api/hosts?per_page=all"),
        SALT("salt", "salt '*' grains.items --static --out=json, or salt-run manage.status --out=json");

        private final String word;
        private final String command;

        Kind(String word, String command) {
            this.word = word;
            this.command = command;
        }

        /** Returns what it is called in commands. */
        public String word() {
            return word;
        }
    }

    private InventoryFile() {}

    /**
     * Reads a file.
     *
     * @param tags variables, parameters or grains that become tags; no others are looked at
     * @throws Failure {@code file-invalid} with the place of each mistake
     */
    public static InventoryDraft read(Kind kind, Path file, Set<String> tags) {
        Json json = json(kind, file);
        Mistakes mistakes = new Mistakes(file.toString());
        InventoryDraft draft = new InventoryDraft(mistakes);
        switch (kind) {
            case ANSIBLE -> new AnsibleInventory(draft, mistakes, tags).read(json);
            case FOREMAN -> new ForemanHosts(draft, mistakes, tags).read(json);
            case SALT -> new SaltMinions(draft, mistakes, tags).read(json);
        }
        mistakes.throwIfAny();
        if (draft.size() == 0) {
            throw Failure.of(ExitCode.NO_TARGET, "file-empty", "There is no host in " + file + ".");
        }
        return draft;
    }

    private static Json json(Kind kind, Path file) {
        try {
            return JsonReader.read(bytes(file));
        } catch (JsonProcessingException e) {
            String place = file + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr();
            throw notJson(kind, file, place + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw notJson(kind, file, file + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Failure.of(ExitCode.USAGE, "file-too-large", "The file " + file + " has more than 64 MiB.");
            }
            return bytes;
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }

    private static Failure notJson(Kind kind, Path file, String place) {
        return Failure.of(ExitCode.INVALID, "file-invalid", "The file " + file + " is no JSON.")
                .at(java.util.List.of(place))
                .next("Make it with: " + kind.command);
    }
}
