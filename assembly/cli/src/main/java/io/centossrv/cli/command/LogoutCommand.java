// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.context.Contexts;
import io.centossrv.cli.outcome.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "logout", description = "Forgets the login of the current context.")
final class LogoutCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--all", description = "Forget those of all contexts.")
    private boolean all;

    LogoutCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.contexts().change(contexts -> {
            Optional<String> name = session.contextName(contexts);
            Contexts changed = contexts;
            for (Context context : contexts.all()) {
                if (all || name.filter(context.name()::equals).isPresent()) {
                    changed = changed.with(context.loggedIn(Optional.empty()));
                }
            }
            return changed;
        });
        session.terminal().say("Logged out.");
        return ExitCode.OK.number();
    }
}
