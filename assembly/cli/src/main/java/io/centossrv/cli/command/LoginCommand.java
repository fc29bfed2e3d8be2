// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.context.Contexts;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.text.Times;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "login", description = "Logs in at a control plane and keeps the login as a context.")
final class LoginCommand implements Callable<Integer> {
    private static final String LOCAL = "https://localhost:8443";

    private final Session session;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Its address; by default the context's, or " + LOCAL + ".")
    private String server;

    @Option(names = "--user", paramLabel = "NAME", description = "Who; by default as at the last login, or admin.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "A file with the password; the control plane's initial-login will do. Without it you are asked,"
                            + " or a line is read from standard input.")
    private Path passwordFile;

    @Option(names = "--ca-pin", paramLabel = "PIN", description = "The pin of its certificate authority.")
    private String pin;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "The certificate of its authority, PEM.")
    private Path caFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the context; by default the host's name.")
    private String name;

    @Option(
            names = "--apply-here",
            negatable = true,
            description = "Let 'play apply' go ahead in this context without asking for the node's name; for programs.")
    private Boolean applyHere;

    LoginCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Contexts known = session.contexts().read();
        Optional<Context> old = Optional.ofNullable(name)
                .or(() -> server == null ? session.contextName(known) : Optional.empty())
                .flatMap(known::find);
        URI address = address(old);
        String called =
                Optional.ofNullable(name).or(() -> old.map(Context::name)).orElseGet(() -> address.getHost());
        Optional<Context> same = old.or(() -> known.find(called))
                .filter(context -> context.server().equals(address));
        Optional<String> authority = new FirstTrust(session.terminal())
                .decide(
                        address,
                        Optional.ofNullable(pin),
                        Optional.ofNullable(caFile),
                        same.flatMap(Context::authority));
        Credentials credentials = Credentials.collect(
                session.terminal(),
                Optional.ofNullable(user),
                Optional.ofNullable(passwordFile),
                same.flatMap(Context::login).map(Context.Login::user));
        Context context = new Context(
                called,
                address,
                authority,
                Optional.empty(),
                Optional.ofNullable(applyHere)
                        .or(() -> same.map(Context::applyHere))
                        .orElse(false));
        Context.Login login = logIn(context, credentials);
        session.contexts().change(contexts -> contexts.with(context.loggedIn(Optional.of(login)))
                .using(called));
        session.terminal()
                .say("Logged in at " + address + " as " + login.user() + ", context " + called
                        + login.expiresAt()
                                .map(end -> ", until "
                                        + new Times(session.surroundings().clock()).show(end))
                                .orElse("")
                        + ".");
        return ExitCode.OK.number();
    }

    private URI address(Optional<Context> old) {
        String text = Optional.ofNullable(server)
                .orElseGet(() -> old.map(context -> context.server().toString()).orElse(LOCAL));
        try {
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if ("https".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                    && address.getHost() != null
                    && address.getRawPath().isEmpty()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text);
        }
        throw notAnAddress(text);
    }

    private static Failure notAnAddress(String text) {
        return Failure.of(
                ExitCode.USAGE, "server-invalid", "'" + text + "' is no address such as https://control.example:8443.");
    }

    private Context.Login logIn(Context context, Credentials credentials) {
        JsonObject answer = session.api(context)
                .post(
                        "/api/v1/login",
                        JsonObject.with()
                                .text("user", credentials.user())
                                .text("password", credentials.password())
                                .build());
        String token = answer.text("token")
                .orElseThrow(() -> Failure.of(
                        ExitCode.INTERNAL, "answer-invalid", context.server() + " answered a login without a token."));
        return new Context.Login(answer.text("user").orElse(credentials.user()), token, answer.instant("expiresAt"));
    }
}
