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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatModuleTest {
    @TempDir
    Path folder;

    private Map<?, ?> stat(String name) {
        ModuleResult result = new Tasks(folder).apply("stat", Map.of("path", name));
        assertThat(result.failed()).as(result.message().toString()).isFalse();
        return (Map<?, ?>) result.values().get("stat");
    }

    @Test
    void aFileInAllThatIsAskedAboutIt() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "hello\n");
        Files.setAttribute(file, "unix:mode", 04751);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_500_000_000, 250_000_000)));
        Map<?, ?> stat = stat("a");
        assertThat(stat.get("mode")).isEqualTo("4751");
        assertThat(stat.get("mtime")).isEqualTo(1_500_000_000.25);
        assertThat(stat.get("checksum")).isEqualTo("f572d396fae9206628714fb2ce00f72e94f2258f");
        assertThat(List.of("exists", "isreg", "isuid", "xoth", "rgrp")).allMatch(name -> (Boolean) stat.get(name));
        assertThat(List.of("isdir", "islnk", "isgid", "woth", "wgrp")).noneMatch(name -> (Boolean) stat.get(name));
        assertThat(stat.get("pw_name")).isEqualTo(Files.getOwner(file).getName());
        assertThat((String) stat.get("mimetype")).matches("text/plain|unknown");
    }

    @Test
    void aLinkThatLeadsNowhereIsThere() throws IOException {
        Files.createSymbolicLink(folder.resolve("l"), Path.of("nope"));
        Map<?, ?> stat = stat("l");
        assertThat(stat.get("islnk")).isEqualTo(true);
        assertThat(stat.get("lnk_target")).isEqualTo("nope");
        assertThat(stat.get("lnk_source"))
                .isEqualTo(folder.toRealPath().resolve("nope").toString());
        ModuleResult followed = new Tasks(folder).apply("stat", Map.of("path", "l", "follow", true));
        assertThat(followed.values().get("stat")).isEqualTo(Map.of("exists", false));
    }

    @Test
    void aPathThroughAFileFails() throws IOException {
        Files.writeString(folder.resolve("a"), "x");
        ModuleResult result = new Tasks(folder).apply("stat", Map.of("path", "a/b"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message().orElseThrow()).contains("Not a directory");
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder.resolve("p").toString()).start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Map<?, ?> stat = stat("p");
        assertThat(stat.get("isfifo")).isEqualTo(true);
        assertThat(stat.containsKey("checksum")).isFalse();
    }
}
