// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptModuleTest {
    @TempDir
    Path folder;

    private Tasks tasks;

    @BeforeEach
    void open() {
        byte[] script = "#!/bin/sh\nfor a; do echo \"<$a>\"; done; dirname $0\n".getBytes(StandardCharsets.UTF_8);
        tasks = new Tasks(
                folder,
                Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "WHO", "me"),
                Project.of(Map.of("files/a b.sh", script)));
    }

    @Test
    void wordsReachTheScriptAsAShellWouldPassThem() {
        ModuleResult result = tasks.apply("script", Map.of("_raw_params", "'files/a b.sh' 'x  y' $WHO \"\""));
        assertThat(result.values().get("stdout").toString()).startsWith("<x  y>\n<me>\n<>\n");
        Path place = Path.of(result.values()
                .get("stdout")
                .toString()
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow());
        assertThat(place).doesNotExist();
    }

    @Test
    void whatNeedNotRunIsPredicted() {
        Map<String, Object> guarded = Map.of("_raw_params", "'files/a b.sh'", "creates", "/no/such");
        assertThat(tasks.check("script", guarded).changed()).isTrue();
        assertThat(tasks.check("script", Map.of("_raw_params", "'files/a b.sh'"))
                        .unpredictable())
                .isTrue();
    }

    @Test
    void aScriptThatIsMissingIsNamed() {
        assertThat(tasks.apply("script", Map.of("_raw_params", "none.sh")).message())
                .contains("Could not find or access 'none.sh' in the project");
    }

    @Test
    void rawTellsAProgramThatIsMissing() {
        ModuleResult result = tasks.apply("raw", Map.of("_raw_params", "true", "executable", "/no/such/sh"));
        assertThat(result.failed()).isTrue();
        assertThat(result.values()).containsEntry("rc", 127L);
    }
}
