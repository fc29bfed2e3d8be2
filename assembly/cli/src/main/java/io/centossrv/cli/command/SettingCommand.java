// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "setting", description = "Settings of the control plane.")
final class SettingCommand extends Noun {
    private static final String PATH = "/api/v1/settings";
    private static final Listing LISTING = Listing.named(
            List.of("key"),
            Column.of("KEY", "key"),
            Column.of("VALUE", "value"),
            Column.of("DEFAULT", "standard"),
            Column.of("WHAT FOR", "summary").onlyWide());

    SettingCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the settings with the values that hold.")
    int list() {
        session().printer().list(LISTING, session().api().all(PATH));
        return ExitCode.OK.number();
    }

    @Command(name = "set", description = "Sets a setting for every control plane on this database.")
    int set(
            @Parameters(paramLabel = "KEY", description = "As csrv setting list shows it.") String key,
            @Parameters(paramLabel = "VALUE", description = "Its text.") String value) {
        JsonObject set = session()
                .api()
                .put(
                        PATH + "/" + ApiClient.encode(key),
                        JsonObject.with().text("value", value).build());
        session().printer().list(LISTING, List.of(set));
        return ExitCode.OK.number();
    }
}
