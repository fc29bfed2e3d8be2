// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "expected-host", description = "Hosts that were imported and are no nodes yet.")
final class ExpectedHostCommand extends Noun {
    private static final String PATH = "/api/v1/expected-hosts";
    private static final Listing LISTING = Listing.named(
            List.of("name"),
            Column.of("NAME", "name"),
            Column.of("SOURCE", "source"),
            words("GROUPS", "groups"),
            words("LABELS", "labels"),
            Column.of("IMPORTED BY", "importedBy").onlyWide(),
            Column.time("SINCE", "since").onlyWide());

    ExpectedHostCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists them.")
    int list() {
        session().printer().list(LISTING, session().api().all(PATH + "?limit=1000"));
        return ExitCode.OK.number();
    }

    @Command(name = "remove", description = "Expects a host no more.")
    int remove(@Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        session().api().delete(PATH + "/" + ApiClient.encode(name));
        session().terminal().say(name + " is expected no more.");
        return ExitCode.OK.number();
    }

    private static Column words(String title, String field) {
        return new Column(
                title,
                false,
                (host, times) -> String.join(" ", host.array(field).plainItems()));
    }
}
