// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchModuleTest {
    private static final String PATCH =
            "--- a\n+++ a\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n--- b\n+++ b\n@@ -1 +1 @@\n-x\n+y\n";

    @TempDir
    Path folder;

    private Map<String, Object> arguments(String state) throws IOException {
        Files.writeString(folder.resolve("p.diff"), PATCH);
        return new HashMap<>(Map.of("src", "p.diff", "remote_src", true, "basedir", folder.toString(), "state", state));
    }

    @Test
    void aPatchIsAppliedOnceAndTakenBackOnce() throws IOException {
        Files.writeString(folder.resolve("a"), "one\ntwo\n");
        Files.writeString(folder.resolve("b"), "x\n");
        Tasks tasks = new Tasks(folder);
        assertThat(tasks.check("patch", arguments("present")).changed()).isTrue();
        assertThat(folder.resolve("a")).hasContent("one\ntwo\n");
        assertThat(tasks.apply("patch", arguments("present")).changed()).isTrue();
        assertThat(folder.resolve("a")).hasContent("one\nTWO\n");
        assertThat(folder.resolve("b")).hasContent("y\n");
        assertThat(tasks.apply("patch", arguments("present")).changed()).isFalse();
        assertThat(tasks.apply("patch", arguments("absent")).changed()).isTrue();
        assertThat(tasks.apply("patch", arguments("absent")).changed()).isFalse();
        assertThat(folder.resolve("a")).hasContent("one\ntwo\n");
    }

    @Test
    void aPatchOfWhichAPartDoesNotFitChangesNothing() throws IOException {
        Files.writeString(folder.resolve("a"), "one\ntwo\n");
        Files.writeString(folder.resolve("b"), "other\n");
        Tasks tasks = new Tasks(folder);
        ModuleResult predicted = tasks.check("patch", arguments("present"));
        ModuleResult result = tasks.apply("patch", arguments("present"));
        assertThat(predicted.failed()).isTrue();
        assertThat(result.failed()).isTrue();
        assertThat(folder.resolve("a")).hasContent("one\ntwo\n");
        try (var entries = Files.list(folder)) {
            assertThat(entries.count()).isEqualTo(3);
        }
    }

    @Test
    void whatIsNotThereIsTold() throws IOException {
        Map<String, Object> arguments = arguments("present");
        arguments.put("dest", folder + "/nope");
        assertThat(new Tasks(folder).apply("patch", arguments).message().orElseThrow())
                .contains("doesn't exist or not writable");
        arguments.put("src", "nope.diff");
        assertThat(new Tasks(folder).apply("patch", arguments).message().orElseThrow())
                .contains("doesn't exist or not readable");
    }
}
