// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts PostgreSQL's programs with little environment, as another account where that is asked for, and so that they are
 * ended when the thread that starts them ends.
 */
final class PostgresCommand {
    /**
     * PostgreSQL's immediate shutdown. The fast one, SIGINT, would do on most days; while PostgreSQL recovers from a crash
     * version 18 waits for its own checkpointer for ever then, and no control plane could start on the cluster again.
     */
    private static final String AT_DEATH = "QUIT";

    /** Runs the rest only as a child of the process named first: one whose parent died before it could ask for the signal
     * would never get it. */
    private static final String ONLY_AS_CHILD = "[ \"$PPID\" = \"$1\" ] || exit 1; shift; exec \"$@\"";

    private final EmbeddedSettings settings;
    private final List<String> prefix;

    /** @throws PostgresFailed where this process is root's and no account is given, or the account does not exist */
    PostgresCommand(EmbeddedSettings settings) {
        this.settings = settings;
        List<String> setpriv = new ArrayList<>(List.of("setpriv", "--pdeathsig", AT_DEATH));
        if (isRoot()) {
            String user = settings.user().orElseThrow(PostgresCommand::rootRefused);
            setpriv.addAll(List.of("--reuid", user, "--regid", groupOf(user), "--init-groups"));
        }
        setpriv.addAll(onlyAsChildOf(ProcessHandle.current().pid()));
        this.prefix = List.copyOf(setpriv);
    }

    static List<String> onlyAsChildOf(long parent) {
        return List.of("sh", "-c", ONLY_AS_CHILD, "sh", Long.toString(parent));
    }

    /** Starts a program of PostgreSQL, standard error going with standard output. */
    Process start(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(settings.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        // As PostgreSQL's account may not be allowed into the folder that this process was started in.
        builder.directory(settings.home().toFile());
        return builder.start();
    }

    /** Makes a folder or file belong to the account that PostgreSQL runs as. */
    void own(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path,
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(settings.user().orElseThrow(PostgresCommand::rootRefused)));
        }
    }

    private static PostgresFailed rootRefused() {
        return new PostgresFailed("PostgreSQL does not run as root. Start the control plane as the account centossrv,"
                + " or name an account in embedded.user.");
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new PostgresFailed("/proc can't be read, and PostgreSQL needs it.", e);
        }
    }

    private static String groupOf(String user) {
        try {
            Process process = new ProcessBuilder("id", "-g", user)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String group = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new PostgresFailed("There is no account " + user + ", which embedded.user names.");
            }
            return group;
        } catch (IOException e) {
            throw new PostgresFailed("The account " + user + " can't be looked up.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("Interrupted while looking up the account " + user + ".", e);
        }
    }

    /** Sends SIGINT, PostgreSQL's fast shutdown, which {@link Process} has no method for. */
    static void interrupt(Process process) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .handle((ended, failure) -> Optional.ofNullable(failure))
                .join();
    }
}
