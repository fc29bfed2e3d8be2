// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.internal.version.Release;
import io.centossrv.platform.security.Caller;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDispatcherTest {
    private static final Caller ADMIN = new Caller("admin", Set.of("*"));
    private static final Caller READER = new Caller("reader", Set.of("thing:list"));

    private final CommandTable table = new CommandTable();
    private final CommandDispatcher dispatcher = new CommandDispatcher(table);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<CommandInvocation> calls = new ArrayList<>();

    @Test
    void putsWordsToArgumentsAndOptions() {
        add("show", "1.0.0");

        assertThat(run(ADMIN, "--colour=red", "web1", "--all", "x", "--not-ours", "-l"))
                .isZero();

        CommandInvocation call = calls.get(0);
        assertThat(call.value("name")).contains("web1");
        assertThat(call.value("colour")).contains("red");
        assertThat(call.flag("all")).isTrue();
        assertThat(call.values("rest")).containsExactly("x", "--not-ours", "-l");
        assertThat(call.caller()).isEqualTo(ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a --colour", "a --size 3", "a --all=yes", "a --colour red --colour green"})
    void refusesWhatDoesNotFit(String line) {
        add("show", "1.0.0");
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");

        assertThat(run(ADMIN, words)).isEqualTo(ExitCodes.USAGE);

        assertThat(calls).isEmpty();
        assertThat(err())
                .startsWith("error: thing:show: ")
                .contains("Usage: thing:show")
                .endsWith("(usage)\n");
    }

    @Test
    void whoLacksThePermissionIsDeniedAndSeesNothing() {
        add("show", "1.0.0");

        assertThat(run(READER, "a")).isEqualTo(77);

        assertThat(calls).isEmpty();
        assertThat(err()).contains("(permission-denied)");
        assertThat(dispatcher.complete(READER, List.of("thi"))).isEmpty();
        assertThat(dispatcher.complete(READER, List.of("thing:show", ""))).isEmpty();
        dispatcher.help(READER, print(out));
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("thing:show");
    }

    @Test
    void anErrorIsOneLineWithItsCode() {
        ErrorCode code = new ErrorCode("thing-odd", ErrorKind.CONFLICT);
        table.add(
                new RecordingCommand("show", call -> {
                    throw new CentossrvException(
                            code, "The thing is odd\u001b[31m.", List.of(new ErrorDetail("first.yml", 3, 5, "here")));
                }),
                Release.parse("1"),
                1);

        assertThat(run(ADMIN, "a")).isEqualTo(64);

        assertThat(err()).isEqualTo("error: The thing is odd\\x1b[31m. (thing-odd)\n  first.yml:3:5: here\n");
    }

    @Test
    void aFaultShowsNoStackTraceAndNoMessage() {
        table.add(
                new RecordingCommand("show", call -> {
                    throw new IllegalStateException("password=secret");
                }),
                Release.parse("1"),
                1);

        assertThat(run(ADMIN, "a")).isEqualTo(1);

        assertThat(err()).contains("(internal)").doesNotContain("secret").doesNotContain("\tat ");
    }

    @Test
    void theHighestVersionAnswersAndTheLowerTakesOverWhenItGoes() {
        List<String> answers = new ArrayList<>();
        RecordingCommand old = new RecordingCommand("show", call -> add(answers, "1.9.0"));
        RecordingCommand fresh = new RecordingCommand("show", call -> add(answers, "1.10.0"));
        table.add(fresh, Release.parse("1.10.0"), 7);
        table.add(old, Release.parse("1.9.0"), 9);
        run(ADMIN, "a");
        table.remove(fresh);
        run(ADMIN, "a");
        table.remove(old);

        assertThat(answers).containsExactly("1.10.0", "1.9.0");
        assertThat(run(ADMIN, "a")).isEqualTo(ExitCodes.AGAIN);
        assertThat(err()).contains("(command-unavailable)");
    }

    @Test
    void completesNamesOptionsAndValues() {
        add("show", "1.0.0");
        assertThat(dispatcher.complete(ADMIN, List.of("thi"))).containsExactly("thing:show");
        assertThat(dispatcher.complete(ADMIN, List.of("thing:show", "a"))).containsExactly("alpha");
        assertThat(dispatcher.complete(ADMIN, List.of("thing:show", "--c"))).containsExactly("--colour");
        assertThat(dispatcher.complete(ADMIN, List.of("thing:show", "--colour", "g")))
                .containsExactly("green");
        assertThat(dispatcher.complete(ADMIN, List.of("thing:show", "--colour", "red", "b")))
                .containsExactly("beta");
    }

    @Test
    void helpOfACommandSaysWhatItNeeds() {
        add("show", "1.0.0");
        assertThat(run(ADMIN, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: thing:show [--colour VALUE] [--all] NAME [REST...]")
                .contains("Needs: thing:show");
        assertThat(calls).isEmpty();
    }

    private void add(String verb, String version) {
        table.add(
                new RecordingCommand(verb, call -> {
                    calls.add(call);
                    return 0;
                }),
                Release.parse(version),
                1);
    }

    private static int add(List<String> answers, String answer) {
        answers.add(answer);
        return 0;
    }

    private int run(Caller caller, String... words) {
        return dispatcher.run(caller, "thing:show", List.of(words), print(out), print(err));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
