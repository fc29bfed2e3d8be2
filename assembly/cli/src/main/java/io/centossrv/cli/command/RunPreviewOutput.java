// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.util.List;

/** Shows what a command would be run on. */
final class RunPreviewOutput {
    private static final Listing NODES = Listing.named(
            List.of("name", "node"),
            Column.of("NODE", "name"),
            Column.of("STATE", "state"),
            Column.of("BATCH", "batch"),
            Column.of("ID", "node").onlyWide());

    private RunPreviewOutput() {}

    static void show(Session session, JsonObject preview) {
        if (session.printer().format().isForPeople()
                || session.printer().format() == io.centossrv.cli.output.Format.name) {
            session.printer().list(NODES, preview.objects("nodes"));
        } else {
            session.printer().item(NODES, preview);
        }
        StringBuilder text = new StringBuilder("It would be run on ")
                .append(preview.number("count").orElse(0L))
                .append(" nodes in ")
                .append(preview.number("batches").orElse(1L))
                .append(" batches. Of ")
                .append(preview.number("unknown").orElse(0L))
                .append(" more it is not known whether they are meant.");
        preview.number("maxFailures")
                .ifPresent(most -> text.append(" It may fail on ").append(most).append('.'));
        preview.number("confirm").ifPresent(number -> text.append(" It must be confirmed."));
        session.terminal().say(text.toString());
    }
}
