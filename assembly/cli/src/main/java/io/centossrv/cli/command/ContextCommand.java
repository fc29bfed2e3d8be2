// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.context.Contexts;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "context", description = "Contexts: the control planes that you log in at.")
final class ContextCommand extends Noun {
    private static final Listing LISTING = Listing.named(
            List.of("name"),
            new Column("CURRENT", false, (item, times) -> item.flag("current") ? "*" : ""),
            Column.of("NAME", "name"),
            Column.of("SERVER", "server"),
            Column.of("USER", "user"),
            Column.time("LOGIN UNTIL", "expiresAt"));

    ContextCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the contexts.")
    int list() {
        Contexts contexts = session().contexts().read();
        session()
                .printer()
                .list(
                        LISTING,
                        contexts.all().stream()
                                .map(context -> show(context, contexts.current()))
                                .toList());
        return ExitCode.OK.number();
    }

    @Command(name = "use", description = "Makes a context the current one.")
    int use(@Parameters(paramLabel = "NAME") String name) {
        session().contexts().change(contexts -> {
            if (contexts.find(name).isEmpty()) {
                throw Failure.of(ExitCode.NO_TARGET, "context-unknown", "There is no context " + name + ".")
                        .next("See which there are: csrv context list");
            }
            return contexts.using(name);
        });
        session().terminal().say("The current context is " + name + ".");
        return ExitCode.OK.number();
    }

    private static JsonObject show(Context context, Optional<String> current) {
        return JsonObject.with()
                .flag("current", current.filter(context.name()::equals).isPresent())
                .text("name", context.name())
                .text("server", context.server().toString())
                .text("user", context.login().map(Context.Login::user))
                .text(
                        "expiresAt",
                        context.login().flatMap(Context.Login::expiresAt).map(Instant::toString))
                .build();
    }
}
