// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Listing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Shows the version of csrv.")
final class VersionCommand implements Callable<Integer> {
    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonObject version = JsonObject.with().text("version", Version.number()).build();
        if (session.printer().format().isForPeople()) {
            session.terminal().line("csrv " + Version.number());
        } else {
            session.printer().item(Listing.named(List.of("version")), version);
        }
        return ExitCode.OK.number();
    }
}
