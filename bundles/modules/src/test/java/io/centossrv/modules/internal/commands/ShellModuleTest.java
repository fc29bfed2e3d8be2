// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellModuleTest {
    @TempDir
    Path folder;

    private Tasks tasks;

    @BeforeEach
    void open() {
        tasks = new Tasks(folder);
    }

    @Test
    void aLineForAShell() {
        ModuleResult result = tasks.apply("shell", Map.of("cmd", "printf 'b\\na\\n' | sort; echo $HOME >&2; exit 3"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).contains("non-zero return code");
        assertThat(result.values())
                .containsEntry("stdout", "a\nb")
                .containsEntry("stderr", folder.toString())
                .containsEntry("rc", 3L)
                .containsEntry("cmd", "printf 'b\\na\\n' | sort; echo $HOME >&2; exit 3");
    }

    @Test
    void anotherShellWithInputElsewhere() {
        Map<String, Object> arguments = Map.of(
                "cmd", "echo ${BASH_VERSION:+bash} $PWD; cat",
                "executable", "/bin/bash",
                "stdin", "in",
                "stdin_add_newline", false,
                "chdir", "/");
        assertThat(tasks.apply("shell", arguments).values()).containsEntry("stdout", "bash /\nin");
    }

    @Test
    void aShellThatIsMissingIsNamed() {
        ModuleResult result = tasks.apply("shell", Map.of("cmd", "echo 'x'", "executable", "/no/such/sh"));
        assertThat(result.message()).contains("[Errno 2] No such file or directory: b'/no/such/sh'");
        assertThat(result.values()).containsEntry("cmd", "/no/such/sh -c 'echo '\"'\"'x'\"'\"''");
    }

    @Test
    void aCheckThatCannotTellSaysSo() {
        assertThat(tasks.check("shell", Map.of("cmd", "touch x")).unpredictable())
                .isTrue();
        assertThat(tasks.check("shell", Map.of("cmd", "touch x", "creates", "x"))
                        .changed())
                .isTrue();
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void commandHasNoShellAndSaysThatItTakesNone() {
        ModuleResult result = tasks.apply("command", Map.of("argv", List.of("echo", "a|b"), "executable", "/bin/bash"));
        assertThat(result.values()).containsEntry("stdout", "a|b");
        assertThat(result.warnings()).singleElement().asString().contains("no longer supported");
    }
}
