// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ping", description = "Asks nodes whether they hear us, and waits for their answers.")
final class PingCommand implements Callable<Integer> {
    private static final Listing LISTING = Listing.named(
            List.of("name", "node"),
            new Column("NODE", false, (item, times) -> item.text("name")
                    .or(() -> item.text("node"))
                    .orElse("-")),
            Column.of("OUTCOME", "outcome"),
            new Column("TIME", false, (item, times) -> item.number("millis")
                    .map(millis -> millis + " ms")
                    .orElse("-")),
            new Column("CODE", false, (item, times) -> item.text("code").orElse("")),
            Column.of("ID", "node").onlyWide());

    private final Session session;

    @Parameters(paramLabel = "TARGET", description = "Which nodes, such as '*', 'web*' or 'tag:env=prod'.")
    private String target;

    @Option(
            names = "--timeout",
            paramLabel = "SPAN",
            description = "How long to wait, such as 5s.",
            defaultValue = "5s")
    private Duration timeout;

    PingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonObject answer = session.api()
                .post(
                        "/api/v1/pings",
                        JsonObject.with()
                                .text("target", target)
                                .text("timeout", timeout.toString())
                                .build());
        List<JsonObject> items = answer.objects("items");
        if (items.isEmpty()) {
            throw Failure.of(ExitCode.NO_TARGET, "target-empty", "No accepted node matches '" + target + "'.")
                    .next("See which nodes there are: csrv node list");
        }
        session.printer().list(LISTING, items);
        return exit(items).number();
    }

    private static ExitCode exit(List<JsonObject> items) {
        Set<ExitCode> holding = EnumSet.noneOf(ExitCode.class);
        for (JsonObject item : items) {
            switch (item.text("outcome").orElse("")) {
                case "answered" -> {
                    // well
                }
                case "unreachable" -> holding.add(ExitCode.UNREACHABLE);
                case "timed-out" -> holding.add(ExitCode.TIMED_OUT);
                case "interrupted" -> holding.add(ExitCode.INTERRUPTED);
                default -> holding.add(ExitCode.FAILED);
            }
        }
        return ExitCode.worst(holding);
    }
}
