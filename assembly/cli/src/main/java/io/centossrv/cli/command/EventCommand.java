// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonWriter;
import io.centossrv.cli.net.EventStream;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Printer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "event", description = "Events: what happens, as it happens.")
final class EventCommand extends Noun {
    EventCommand(Session session) {
        super(session);
    }

    @Command(name = "watch", description = "Shows events until Ctrl-C; a lost connection is taken up where it broke.")
    int watch(
            @Option(names = "--topic", paramLabel = "PATTERN", description = "Such as 'job.*'; may be repeated.")
                    List<String> topics,
            @Option(names = "--after", paramLabel = "SEQUENCE", description = "Start after this event.") Long after,
            @Option(names = "--count", paramLabel = "N", description = "End after so many.") Long count) {
        Context context = session().context();
        Printer printer = session().printer();
        new EventStream(
                        context,
                        session().api(context).tls(),
                        session().surroundings().pause())
                .follow(
                        Optional.ofNullable(topics).orElse(List.of()),
                        Optional.ofNullable(after),
                        Optional.ofNullable(count).orElse(Long.MAX_VALUE),
                        event -> show(printer, event),
                        session().terminal()::say);
        return ExitCode.OK.number();
    }

    private void show(Printer printer, JsonObject event) {
        switch (printer.format()) {
            case table, wide ->
                session()
                        .terminal()
                        .line(String.join(
                                "  ",
                                event.number("sequence").map(Object::toString).orElse("-"),
                                event.instant("at").map(printer.times()::show).orElse("-"),
                                event.text("topic").orElse("-"),
                                event.text("subject").orElse("-"),
                                event.text("actor").orElse("-"),
                                JsonWriter.compact(event.object("data"))));
            case name ->
                session()
                        .terminal()
                        .line(event.number("sequence").map(Object::toString).orElse("-"));
            case yaml -> {
                session().terminal().data().println("---");
                printer.document(event);
            }
            default -> printer.jsonLine(event);
        }
        session().terminal().data().flush();
    }
}
