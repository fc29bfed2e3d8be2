// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unfreeze", description = "Lifts a freeze; what waited for it starts.")
final class UnfreezeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID|TARGET", description = "The freeze's id, or the target that it was made with.")
    private String which;

    UnfreezeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiClient api = session.api();
        List<JsonObject> freezes = api.all(FreezeCommand.PATH).stream()
                .filter(freeze -> freeze.text("id").filter(which::equals).isPresent()
                        || freeze.text("target").filter(which::equals).isPresent())
                .toList();
        if (freezes.isEmpty()) {
            throw Failure.of(ExitCode.NO_TARGET, "freeze-not-found", "No freeze has the id or target " + which + ".")
                    .next("See which hold: csrv freeze --list");
        }
        for (JsonObject freeze : freezes) {
            api.delete(FreezeCommand.PATH + "/"
                    + ApiClient.encode(freeze.text("id").orElse("")));
        }
        session.printer().list(FreezeCommand.LISTING, freezes);
        return ExitCode.OK.number();
    }
}
