// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.context.ContextFile;
import io.centossrv.cli.context.Contexts;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Printer;
import io.centossrv.cli.output.Terminal;
import io.centossrv.cli.text.Times;
import java.util.Optional;

/** What the commands of one call share. */
final class Session {
    private final Surroundings surroundings;
    private final GlobalOptions options;

    Session(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Terminal terminal() {
        return surroundings.terminal().withRaw(options.isRaw());
    }

    Printer printer() {
        return new Printer(terminal(), options.format(), new Times(surroundings.clock()));
    }

    ContextFile contexts() {
        return new ContextFile(surroundings.folder());
    }

    /** Returns the name of the context that is asked for; empty where none is and none is in use. */
    Optional<String> contextName(Contexts contexts) {
        return options.context()
                .or(() -> surroundings.variable("CENTOSSRV_CONTEXT"))
                .or(contexts::current);
    }

    /** Returns the context in use, with a login that has not expired. */
    Context context() {
        Contexts contexts = contexts().read();
        String name = contextName(contexts)
                .orElseThrow(() -> Failure.of(ExitCode.DENIED, "not-logged-in", "You are not logged in anywhere.")
                        .next("Log in: csrv login --server https://HOST:8443"));
        Context context = contexts.find(name)
                .orElseThrow(() -> Failure.of(ExitCode.USAGE, "context-unknown", "There is no context " + name + ".")
                        .next("See which there are: csrv context list"));
        Context.Login login = context.login().orElseThrow(() -> Failure.of(
                        ExitCode.DENIED, "not-logged-in", "You are not logged in at " + context.server() + ".")
                .next("Log in: csrv login --context " + name));
        if (login.expiresAt()
                .filter(end -> !end.isAfter(surroundings.clock().instant()))
                .isPresent()) {
            throw Failure.of(
                            ExitCode.DENIED,
                            "login-expired",
                            "The login at " + context.server() + " ended "
                                    + new Times(surroundings.clock())
                                            .age(login.expiresAt().orElseThrow()) + ".")
                    .next("Log in again: csrv login --context " + name);
        }
        return context;
    }

    ApiClient api() {
        return api(context());
    }

    ApiClient api(Context context) {
        return new ApiClient(context, surroundings.retries(), surroundings.pause());
    }
}
