// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.ssh.Answer;
import io.centossrv.cli.ssh.SshLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes one host a node: looks at it, brings the package, installs it, has it join with a token of its own, and accepts
 * just the key that it has. What was done is undone where a later step fails.
 */
public final class Bootstrap {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final BootstrapPlan plan;
    private final Optional<RpmHeader> header;
    private final NodeDesk desk;
    private final Supplier<String> sudoPassword;
    private final Consumer<String> talk;

    public Bootstrap(BootstrapPlan plan, NodeDesk desk, Supplier<String> sudoPassword, Consumer<String> talk) {
        this.plan = plan;
        this.header = plan.header();
        this.desk = desk;
        this.sudoPassword = sudoPassword;
        this.talk = talk;
    }

    /** Returns what became of the host; it does not throw. */
    public HostOutcome run(SshLogin login) {
        String host = login.target().toString();
        boolean[] ours = {false};
        try {
            return join(login, host, ours);
        } catch (Failure failure) {
            return HostOutcome.failed(host, failure, ours[0] ? undo(login) : "");
        }
    }

    private HostOutcome join(SshLogin login, String host, boolean[] ours) {
        HostCheck check = RootLogin.check(login);
        say(host, check.summary());
        check.requireFit(header);
        RootLogin.become(login, check, sudoPassword);
        if (plan.check()) {
            return HostOutcome.ended(host, "fit", Optional.empty(), check.summary());
        }
        if (login.asRoot("", "test -s /var/lib/centossrv/agent/identity/node", SHORT)
                        .code()
                == 0) {
            throw Failure.of(ExitCode.FAILED, "node-already", "The host " + check.hostname() + " is a node already.")
                    .next("To join it anew: csrv node uninstall " + host);
        }
        ours[0] = check.value("package").isEmpty();
        install(login, host, check);
        must(
                login.asRoot(
                        desk.token(check.hostname()) + "\n",
                        Scripts.JOIN.text(),
                        SHORT,
                        plan.server().toString()),
                "join-failed");
        String key = must(login.asRoot("", Scripts.KEY.text(), LONG), "agent-not-started");
        String fingerprint = KeyPrint.of(key);
        JsonObject node = desk.pending(fingerprint, () -> complaint(login));
        String id = node.text("id").orElseThrow();
        say(host, "asks to join with the key " + fingerprint);
        if (!plan.accept()) {
            return HostOutcome.ended(host, "pending", Optional.of(id), "waits for: csrv node accept " + id);
        }
        String name = plan.name().orElseGet(() -> check.hostname().toLowerCase(Locale.ROOT));
        desk.accept(id, name);
        // from here on it is a node: what fails is for an operator to look at, and nothing to take away
        ours[0] = false;
        desk.online(id);
        must(login.asRoot("", Scripts.TRUST.text(), LONG), "executor-not-told");
        return HostOutcome.ended(host, "online", Optional.of(name), "accepted with the key " + fingerprint);
    }

    private void install(SshLogin login, String host, HostCheck check) {
        if (plan.rpm().isEmpty()) {
            must(
                    login.asRoot("", Scripts.INSTALL.text(), LONG, check.installer(), "centossrv-agent"),
                    "install-failed");
            return;
        }
        Path rpm = plan.rpm().get();
        String folder = check.folderFor(size(rpm));
        say(host, "takes " + size(rpm) / 1_000_000 + " MB into " + folder);
        Map<String, String> upload =
                HostCheck.lines(must(login.send(rpm, Scripts.UPLOAD.text(), LONG, folder), "upload-failed"));
        String made = Optional.ofNullable(upload.get("folder"))
                .filter(path -> path.matches("/[A-Za-z0-9/._-]{1,200}/centossrv\\.[A-Za-z0-9]{8}"))
                .orElseThrow(() ->
                        Failure.of(ExitCode.FAILED, "upload-failed", "The package did not arrive at " + host + "."));
        try {
            if (!FileHash.of(rpm).equals(upload.get("sha256"))) {
                throw Failure.of(ExitCode.FAILED, "upload-failed", "The package arrived damaged at " + host + ".");
            }
            say(host, "installs");
            // what root installs is not what another process of that user may have put there since
            String hash = upload.get("sha256");
            must(
                    login.asRoot("", RootLogin.TAKE + Scripts.INSTALL.text(), LONG, check.installer(), made, hash),
                    "install-failed");
        } finally {
            login.run("rm -rf -- \"$1\"", SHORT, made);
        }
    }

    /** Says what is left where something went wrong in the middle. */
    private static String undo(SshLogin login) {
        try {
            Answer removal = login.asRoot("", Scripts.REMOVE.text(), LONG);
            return removal.code() == 0 || removal.code() == 3
                    ? " What was installed was removed again; logs are left in /var/log/centossrv-agent."
                    : " The agent is left installed and could not be removed: " + removal.lastWords();
        } catch (Failure again) {
            return " The agent may be left installed; it could not be removed: " + again.getMessage();
        }
    }

    private static String complaint(SshLogin login) {
        String said = login.asRoot("", Scripts.LOG.text(), SHORT).out().strip();
        return said.isEmpty() ? "Its log has no complaint." : "Its log says: " + said;
    }

    private static String must(Answer answer, String code) {
        if (answer.code() != 0) {
            throw Failure.of(
                    ExitCode.FAILED,
                    code,
                    answer.lastWords() + (answer.lastWords().endsWith(".") ? "" : "."));
        }
        return answer.out().strip();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Failure.of(ExitCode.USAGE, "file-unreadable", "The package " + file + " can't be read.");
        }
    }

    private void say(String host, String text) {
        talk.accept(host + ": " + text);
    }
}
