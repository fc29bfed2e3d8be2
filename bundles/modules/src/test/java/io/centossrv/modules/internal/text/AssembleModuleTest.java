// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleModuleTest {
    @TempDir
    Path folder;

    @Test
    void fragmentsInTheOrderOfNamesWithWhatStandsBetween() throws IOException {
        Files.createDirectories(folder.resolve("d/sub"));
        Files.writeString(folder.resolve("d/20"), "two");
        Files.writeString(folder.resolve("d/10"), "one\n");
        Files.writeString(folder.resolve("d/30"), "three\n");
        Files.writeString(folder.resolve("d/.hid"), "hidden\n");
        Map<String, Object> arguments = Map.of(
                "src", "d", "dest", "out", "delimiter", "\\n--", "ignore_hidden", true, "regexp", "^.", "mode", "0600");
        Tasks tasks = new Tasks(folder);
        assertThat(tasks.check("assemble", arguments).skipped()).isTrue();
        assertThat(tasks.apply("assemble", arguments).changed()).isTrue();
        assertThat(folder.resolve("out")).hasContent("one\n\n--\ntwo\n\n--\nthree\n");
        assertThat((Integer) Files.getAttribute(folder.resolve("out"), "unix:mode") & 07777)
                .isEqualTo(0600);
        assertThat(tasks.apply("assemble", arguments).changed()).isFalse();
    }

    @Test
    void aTemporaryFileIsItsMakersOwn() throws IOException {
        Tasks tasks = new Tasks(folder);
        ModuleResult file = tasks.apply("tempfile", Map.of("path", folder.toString(), "suffix", ".x"));
        Path path = Path.of((String) file.values().get("path"));
        assertThat(path.getFileName().toString()).matches("ansible\\.[a-z0-9_]{8}\\.x");
        assertThat((Integer) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(0600);
        ModuleResult dir = tasks.apply("tempfile", Map.of("path", folder.toString(), "state", "directory"));
        assertThat(Path.of((String) dir.values().get("path"))).isDirectory();
        assertThat(tasks.apply("tempfile", Map.of("path", folder + "/nope")).failed())
                .isTrue();
        assertThat(tasks.check("tempfile", Map.of()).skipped()).isTrue();
    }
}
