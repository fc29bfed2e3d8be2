// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Accepts the nodes of a file in one request. */
final class BulkAcceptance {
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final Listing LISTING = Listing.named(
            List.of("name", "fingerprint"),
            Column.of("NAME", "name"),
            Column.of("OUTCOME", "outcome"),
            Column.of("FINGERPRINT", "fingerprint"),
            Column.of("CODE", "code"),
            Column.of("MESSAGE", "message"),
            Column.of("ID", "node").onlyWide());

    private final Session session;

    BulkAcceptance(Session session) {
        this.session = session;
    }

    /** Returns the exit code: 2 where some could not be accepted. */
    int accept(Path file, boolean partial) {
        List<JsonObject> lines = read(file);
        JsonObject answer = session.api()
                .postOnce(
                        "/api/v1/acceptances",
                        JsonObject.with()
                                .put("items", JsonArray.of(lines))
                                .flag("partial", partial)
                                .build());
        session.printer().list(LISTING, answer.objects("items"));
        long refused = answer.number("refused").orElse(0L);
        session.terminal()
                .say("Accepted " + answer.number("accepted").orElse(0L) + ", unchanged "
                        + answer.number("unchanged").orElse(0L) + ", refused " + refused + ".");
        return refused == 0 ? ExitCode.OK.number() : ExitCode.FAILED.number();
    }

    private static List<JsonObject> read(Path file) {
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw Failure.of(ExitCode.USAGE, "file-too-large", "The file " + file + " has more than 8 MiB.");
            }
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw Failure.of(ExitCode.USAGE, "file-unreadable", "The file " + file + " is no text in UTF-8.");
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, "file-unreadable", "The file " + file + " can't be read: " + e.getMessage() + ".");
        }
        List<JsonObject> items = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || (i == 0 && line.startsWith("fingerprint"))) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (cells.length > 3 || !cells[0].strip().startsWith("SHA256:")) {
                wrong.add(file + ":" + (i + 1)
                        + ": a line is SHA256:…, or SHA256:…,name or SHA256:…,name,key=value key=value");
            } else {
                item(cells, file + ":" + (i + 1), items, wrong);
            }
        }
        if (!wrong.isEmpty()) {
            throw Failure.of(ExitCode.INVALID, "file-invalid", wrong.size() + " lines of " + file + " can't be read.")
                    .at(wrong.subList(0, Math.min(20, wrong.size())));
        }
        if (items.isEmpty()) {
            throw Failure.of(ExitCode.NO_TARGET, "file-empty", "The file " + file + " names no node.");
        }
        return items;
    }

    private static void item(String[] cells, String place, List<JsonObject> items, List<String> wrong) {
        JsonObject.Builder item = JsonObject.with().text("fingerprint", cells[0].strip());
        if (cells.length > 1 && !cells[1].isBlank()) {
            item.text("name", cells[1].strip());
        }
        if (cells.length > 2 && !cells[2].isBlank()) {
            JsonObject.Builder tags = JsonObject.with();
            for (String tag : cells[2].strip().split("\\s+")) {
                int equals = tag.indexOf('=');
                if (equals < 1) {
                    wrong.add(place + ": '" + tag + "' is no tag key=value");
                    return;
                }
                tags.text(tag.substring(0, equals), tag.substring(equals + 1));
            }
            item.put("tags", tags.build());
        }
        items.add(item.build());
    }
}
