// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.internal.console.KarafConsole;
import io.centossrv.platform.internal.console.KarafShell;
import io.centossrv.platform.internal.registry.CommandDispatcher;
import io.centossrv.platform.internal.registry.CommandTable;
import io.centossrv.platform.internal.registry.RecordingCommand;
import io.centossrv.platform.internal.version.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the client's arguments over the socket and Karaf's own shell to a command and back. */
class LocalShellTest {
    @TempDir
    Path folder;

    private final KarafShell karaf = new KarafShell();
    private final CommandTable table = new CommandTable();
    private final List<CommandInvocation> calls = new CopyOnWriteArrayList<>();
    private final List<List<String>> words = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path socket;
    private LocalShell shell;

    @BeforeEach
    void open() {
        table.add(new RecordingCommand("show", this::show), Release.parse("1.0.0"), 1);
        socket = folder.resolve("shell.sock");
        shell = new LocalShell(socket, new KarafConsole(karaf.sessions(), table, new CommandDispatcher(table)));
    }

    @AfterEach
    void close() throws IOException {
        shell.close();
        karaf.close();
    }

    @Test
    void theSocketBelongsToItsUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        shell.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void wordsArriveAsTheyWereGiven() {
        assertThat(client("thing:show", "it's", "a $b", "{c} (d)", "e|f", "", "--x", "ü<>&;`*?"))
                .isEqualTo(7);

        assertThat(words).containsExactly(List.of("it's", "a $b", "{c} (d)", "e|f", "", "--x", "ü<>&;`*?"));
        assertThat(calls.get(0).caller().name()).isEqualTo("local:" + System.getProperty("user.name"));
        assertThat(out()).startsWith("it's\na $b\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aLineMayPipeIntoAFilter() {
        assertThat(client("thing:show one two twelve | grep tw | head -n 1")).isEqualTo(7);
        assertThat(out().strip()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat /etc/passwd",
                "shell:exec ls",
                "$.context",
                "new java.io.File /tmp/x",
                "eval 'thing:show a'",
                "thing:show a | cat /etc/passwd",
                "thing:show a | eval x",
                "addCommand a b",
                "{ls}"
            })
    void nothingElseOfKarafsShellIsReachable(String line) {
        assertThat(client(line)).isEqualTo(64);
        assertThat(calls).isEmpty();
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("error: ").contains("(usage)");
    }

    @Test
    void anErrorGoesToStderrWithItsExitCode() {
        assertThat(client("thing:show")).isEqualTo(64);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("the argument name is missing");
    }

    @Test
    void helpAndCompletionKnowTheCommands() {
        assertThat(client("help")).isZero();
        assertThat(out()).contains("thing:show  Shows a thing.");
        assertThat(client("--complete", "thing:show al")).isZero();
        assertThat(out()).endsWith("alpha\n");
    }

    @Test
    void aCommandStaysThroughAnUpdateAndItsNewServiceAnswers() {
        RecordingCommand fresh = new RecordingCommand("show", call -> 9);
        table.add(fresh, Release.parse("1.1.0"), 2);
        assertThat(client("thing:show a")).isEqualTo(9);
        table.remove(fresh);
        assertThat(client("thing:show a")).isEqualTo(7);
    }

    @Test
    void whereNobodyListensTheClientSaysSo() throws IOException {
        shell.close();
        assertThat(client("help")).isEqualTo(1);
        assertThat(err()).contains("does not answer on " + socket);
    }

    private int show(CommandInvocation call) {
        calls.add(call);
        List<String> given = Stream.concat(call.value("name").stream(), call.values("rest").stream())
                .toList();
        words.add(given);
        given.forEach(call.out()::println);
        return 7;
    }

    private int client(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--socket", socket.toString()));
        all.addAll(List.of(arguments));
        return Client.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
