// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.bootstrap.HostOutcome;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Terminal;
import io.centossrv.cli.ssh.HostKeys;
import io.centossrv.cli.ssh.SshLogin;
import io.centossrv.cli.ssh.SshSettings;
import io.centossrv.cli.ssh.SshTarget;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Work at hosts by ssh: host keys first, one after the other, since somebody may be asked; then the hosts, several at once. */
final class HostWork {
    private static final Listing LISTING = Listing.named(
            List.of("node", "host"),
            Column.of("HOST", "host"),
            Column.of("STATE", "state"),
            Column.of("NODE", "node"),
            Column.of("DETAIL", "detail"));

    private final Session session;
    private final SshOptions options;
    private final SshSettings settings;
    private Optional<String> password = Optional.empty();

    HostWork(Session session, SshOptions options) {
        this.session = session;
        this.options = options;
        this.settings = options.settings(session.surroundings().home());
        if (options.passwordOnInput()) {
            // before anything else may read from there
            password = Optional.of(session.terminal()
                    .readSecret()
                    .orElseThrow(() ->
                            Failure.of(ExitCode.USAGE, "password-missing", "There is no password on standard input.")));
        }
    }

    /** Returns sudo's password; asks for it at the first call. Safe in several threads. */
    synchronized String sudoPassword() {
        if (password.isEmpty()) {
            if (!session.terminal().asks()) {
                throw Failure.of(ExitCode.USAGE, "password-missing", "sudo there wants a password.")
                        .next("Give it by standard input: --sudo-password-stdin");
            }
            password = session.terminal().askSecret("Password for sudo:");
        }
        return password.orElseThrow(
                () -> Failure.of(ExitCode.USAGE, "password-missing", "sudo there wants a password."));
    }

    /** Works at each host and prints what became of them; returns the exit code. */
    int at(List<String> hosts, Function<SshLogin, HostOutcome> work) {
        Set<SshTarget> targets = new LinkedHashSet<>();
        hosts.forEach(host -> targets.add(SshTarget.parse(host).as(options.user())));
        List<Supplier<HostOutcome>> tasks = new ArrayList<>();
        HostKeys keys = new HostKeys(settings);
        for (SshTarget target : targets) {
            tasks.add(prepared(target, keys, work));
        }
        List<HostOutcome> outcomes = all(tasks);
        session.printer().list(LISTING, outcomes.stream().map(HostOutcome::json).toList());
        Set<ExitCode> exits = EnumSet.noneOf(ExitCode.class);
        outcomes.forEach(outcome -> exits.add(outcome.exit()));
        boolean usage = exits.contains(ExitCode.USAGE);
        ExitCode worst = ExitCode.worst(exits);
        return (worst == ExitCode.OK && usage ? ExitCode.USAGE : worst).number();
    }

    private Supplier<HostOutcome> prepared(SshTarget target, HostKeys keys, Function<SshLogin, HostOutcome> work) {
        try {
            requireKnown(target, keys);
        } catch (Failure failure) {
            return () -> HostOutcome.failed(target.toString(), failure, "");
        }
        return () -> {
            try (SshLogin login = new SshLogin(target, settings)) {
                return work.apply(login);
            }
        };
    }

    private void requireKnown(SshTarget target, HostKeys keys) {
        if (keys.isKnown(target)) {
            return;
        }
        Terminal terminal = session.terminal();
        HostKeys.Shown shown = keys.ask(target);
        String said = target + " shows the host key " + String.join(", ", shown.fingerprints());
        if (options.acceptsNew()) {
            terminal.say(said + ". None was known: it is believed and kept.");
        } else if (!terminal.asks()) {
            throw Failure.of(ExitCode.DENIED, "host-key-unknown", said + ", and no key of it is known.")
                    .next("Compare it and put it into " + settings.knownHosts() + ", or: --accept-new");
        } else if (!terminal.ask(said + ". Is it the right one? (yes/no)")
                .filter("yes"::equals)
                .isPresent()) {
            throw Failure.of(ExitCode.DENIED, "host-key-unknown", "The host key of " + target + " was not believed.");
        }
        keys.keep(shown);
    }

    private List<HostOutcome> all(List<Supplier<HostOutcome>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(options.parallel(), Math.max(1, tasks.size())));
        try {
            List<Future<HostOutcome>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task::get)));
            List<HostOutcome> outcomes = new ArrayList<>();
            for (Future<HostOutcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, "interrupted", "Interrupted.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
