// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandModuleTest {
    @TempDir
    Path folder;

    private Tasks tasks;

    @BeforeEach
    void open() {
        tasks = new Tasks(folder);
    }

    @Test
    void aCheckThatCannotTellSaysSo() {
        ModuleResult result = tasks.check("command", Map.of("argv", List.of("touch", "x")));
        assertThat(result.unpredictable()).isTrue();
        assertThat(result.skipped()).isTrue();
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(tasks.check("command", Map.of("cmd", "touch x", "creates", "x")))
                .satisfies(predicted -> {
                    assertThat(predicted.unpredictable()).isFalse();
                    assertThat(predicted.changed()).isTrue();
                });
    }

    @Test
    void patternsInCreates() throws IOException {
        Files.createDirectories(folder.resolve("d1/sub"));
        Files.writeString(folder.resolve("d1/sub/f.log"), "");
        assertThat(tasks.apply("command", Map.of("cmd", "touch x", "creates", "d?/*/[f].log"))
                        .changed())
                .isFalse();
        assertThat(tasks.apply("command", Map.of("cmd", "touch x", "creates", "d?/{a}*"))
                        .changed())
                .isTrue();
        assertThat(tasks.apply("command", Map.of("cmd", "touch y", "removes", "none*"))
                        .changed())
                .isFalse();
    }

    @Test
    void theTimeIsUp() {
        ModuleResult result = tasks.run("command", Map.of("cmd", "sleep 30"), false, Duration.ofMillis(500));
        assertThat(result.failed()).isTrue();
        assertThat(result.changed()).isTrue();
        assertThat(result.message().orElseThrow()).contains("time was over");
        assertThat(result.values()).containsEntry("rc", -15L);
    }

    @Test
    void variablesAreExpandedAndNothingElseIsOfAShell() {
        ModuleResult result =
                tasks.apply("command", Map.of("argv", List.of("echo", "$HOME/x", "~/y", "$NONE", ";", "*")));
        assertThat(result.values()).containsEntry("stdout", folder + "/x " + folder + "/y $NONE ; *");
    }
}
