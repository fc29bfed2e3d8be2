// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.playbook.Compilation;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.run.PlayRunner;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.run.TaskReport;
import io.centossrv.playbook.run.TaskStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that newcomers apply, with a folder of the test's in place of the demo's. */
class FirstPlaybookTest {
    @TempDir
    Path folder;

    private List<TaskStatus> run(boolean check) throws IOException {
        ModuleCatalog modules = ModuleCatalog.load(FirstPlaybookTest.class.getClassLoader());
        String text = Files.readString(Path.of("../../examples/playbooks/first.yml"))
                .replace("/tmp/centossrv-demo", folder.resolve("demo").toString());
        Compilation compilation = new PlaybookCompiler(modules)
                .compile(Project.of(Map.of("first.yml", text.getBytes(StandardCharsets.UTF_8))), "first.yml");
        assertThat(compilation.mistakes()).isEmpty();
        assertThat(compilation.warnings()).isEmpty();
        List<TaskReport> reports = new ArrayList<>();
        RunSettings settings = new RunSettings(
                check,
                true,
                Project.of(Map.of()),
                folder,
                Map.of("PATH", "/usr/bin:/bin"),
                Deadline.in(Duration.ofMinutes(1)),
                Clock.systemUTC());
        new PlayRunner(modules, settings, reports::add).run(compilation.plays().orElseThrow());
        return reports.stream().map(TaskReport::status).toList();
    }

    @Test
    void changesThreeThingsThenNone() throws IOException {
        List<TaskStatus> changed = List.of(TaskStatus.CHANGED, TaskStatus.CHANGED, TaskStatus.CHANGED);
        assertThat(run(true)).isEqualTo(changed);
        assertThat(folder).isEmptyDirectory();
        assertThat(run(false)).isEqualTo(changed);
        assertThat(run(false)).containsOnly(TaskStatus.OK);
        assertThat(run(true)).containsOnly(TaskStatus.OK);
        assertThat(folder.resolve("demo/kernel-release")).isNotEmptyFile();
    }
}
