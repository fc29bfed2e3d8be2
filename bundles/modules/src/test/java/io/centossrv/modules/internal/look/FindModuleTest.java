// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindModuleTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(folder.resolve("d/e"));
        Files.writeString(folder.resolve("a.log"), "first\nneedle here\n");
        Files.writeString(folder.resolve("d/b.log"), "x".repeat(2048));
        Files.writeString(folder.resolve("d/e/c.txt"), "a needle\n");
        Files.writeString(folder.resolve("d/.hidden"), "x");
        Files.createSymbolicLink(folder.resolve("d/up"), Path.of(".."));
    }

    private ModuleResult find(Object... pairs) {
        Map<String, Object> arguments = new HashMap<>(Map.of("paths", folder.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put((String) pairs[i], pairs[i + 1]);
        }
        return new Tasks(folder).apply("find", arguments);
    }

    private List<String> names(Object... pairs) {
        ModuleResult result = find(pairs);
        assertThat(result.failed()).as(result.message().toString()).isFalse();
        return ((List<?>) result.values().get("files"))
                .stream()
                        .map(file -> (String) ((Map<?, ?>) file).get("path"))
                        .map(path -> folder.relativize(Path.of(path)).toString())
                        .sorted()
                        .toList();
    }

    @Test
    void byNameTypeAndDepth() {
        assertThat(names()).containsExactly("a.log");
        assertThat(names("recurse", true)).containsExactly("a.log", "d/b.log", "d/e/c.txt");
        assertThat(names("recurse", true, "hidden", true)).contains("d/.hidden").hasSize(4);
        assertThat(names("recurse", true, "depth", 2L)).containsExactly("a.log", "d/b.log");
        assertThat(names("recurse", true, "patterns", "*.log", "excludes", "b*"))
                .containsExactly("a.log");
        assertThat(names("recurse", true, "patterns", "[!a].l?g")).containsExactly("d/b.log");
        assertThat(names("recurse", true, "patterns", "^.\\.t", "use_regex", true))
                .containsExactly("d/e/c.txt");
        assertThat(names("recurse", true, "file_type", "directory")).containsExactly("d", "d/e");
        assertThat(names("recurse", true, "file_type", "link")).containsExactly("d/up");
    }

    @Test
    void byContentSizeAndAge() throws IOException {
        assertThat(names("recurse", true, "contains", "needle")).containsExactly("a.log");
        assertThat(names("recurse", true, "contains", "first\\nneedle", "read_whole_file", true))
                .containsExactly("a.log");
        assertThat(names("recurse", true, "size", "2k")).containsExactly("d/b.log");
        assertThat(names("recurse", true, "size", "-1k")).containsExactly("a.log", "d/e/c.txt");
        Files.setLastModifiedTime(
                folder.resolve("a.log"), FileTime.from(Instant.now().minus(3, ChronoUnit.DAYS)));
        assertThat(names("recurse", true, "age", "2d")).containsExactly("a.log");
        assertThat(names("recurse", true, "age", "-2d")).containsExactly("d/b.log", "d/e/c.txt");
        assertThat(find("age", "x").message()).contains("failed to process age");
    }

    @Test
    void linksThatTurnInACircleHaveAnEnd() {
        assertThat(names("recurse", true, "follow", true)).containsExactly("a.log", "d/b.log", "d/e/c.txt");
    }

    @Test
    void aPathThatIsNoFolderIsTold() {
        ModuleResult result = find("paths", List.of(folder + "/nope", folder.toString()));
        assertThat(result.failed()).isFalse();
        assertThat(result.values()).containsEntry("matched", 1L);
        assertThat((Map<?, ?>) result.values().get("skipped_paths")).hasSize(1);
        assertThat(result.warnings()).hasSize(1);
        assertThat(find("patterns", "(", "use_regex", true).failed()).isTrue();
    }
}
