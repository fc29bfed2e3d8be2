// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "freeze",
        description = {
            "Keeps all that has not started from starting: csrv freeze 'web*' --reason 'release week'",
            "It holds until `csrv unfreeze`, also for nodes that the target selects later."
        })
final class FreezeCommand implements Callable<Integer> {
    static final Listing LISTING = Listing.named(
            List.of("id"),
            Column.of("ID", "id"),
            Column.of("TARGET", "target"),
            Column.of("REASON", "reason"),
            Column.of("BY", "actor"),
            Column.age("SINCE", "at"));
    static final String PATH = "/api/v1/freezes";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "Which nodes; all unless said.")
    private String target;

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    private static final class What {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private String reason;

        @Option(names = "--list", description = "List the freezes that hold.")
        private boolean list;
    }

    FreezeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiClient api = session.api();
        if (what.list) {
            session.printer().list(LISTING, api.all(PATH));
            return ExitCode.OK.number();
        }
        JsonObject freeze = api.postOnce(
                PATH,
                JsonObject.with()
                        .text("target", Optional.ofNullable(target))
                        .text("reason", what.reason)
                        .build());
        session.printer().list(LISTING, List.of(freeze));
        return ExitCode.OK.number();
    }
}
