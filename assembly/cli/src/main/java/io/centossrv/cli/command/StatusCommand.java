// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Printer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows how the control plane stands. Ends with 75 where something is missing.")
final class StatusCommand implements Callable<Integer> {
    private static final Listing PARTS = Listing.named(
            List.of("name"),
            Column.of("PART", "name"),
            new Column("READY", false, (part, times) -> part.flag("ready") ? "yes" : "no"),
            new Column("OBSTACLE", false, (part, times) -> part.text("obstacle").orElse("")));
    private static final Listing WHOLE = Listing.named(List.of("state"));

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonObject status = session.api().get("/api/v1/status");
        Printer printer = session.printer();
        if (printer.format().isForPeople()) {
            show(status, printer);
        } else {
            printer.item(WHOLE, status);
        }
        boolean ready = status.text("state").filter("ready"::equals).isPresent();
        return (ready ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
    }

    private void show(JsonObject status, Printer printer) {
        JsonObject database = status.object("database");
        JsonObject.Builder head = JsonObject.with()
                .text("state", status.text("state"))
                .text("server", session.context().server().toString())
                .text("version", status.text("version"))
                .text(
                        "database",
                        database.text("version")
                                .map(version ->
                                        "PostgreSQL " + version + (database.flag("embedded") ? ", embedded" : "")))
                .text("advice", database.text("advice"));
        status.number("plugins").ifPresent(number -> head.number("plugins", number));
        printer.item(WHOLE, head.build());
        List<JsonObject> parts = status.objects("parts");
        if (!parts.isEmpty()) {
            session.terminal().data().println();
            printer.list(PARTS, parts);
        }
    }
}
