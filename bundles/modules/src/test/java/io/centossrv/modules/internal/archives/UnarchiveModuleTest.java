// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold beside Ansible's behaviour, which the conformance cases show. */
class UnarchiveModuleTest {
    @TempDir
    Path folder;

    private Path dest;
    private Path archive;

    @BeforeEach
    void open() throws Exception {
        dest = Files.createDirectory(folder.resolve("d"));
        archive = folder.resolve("a.tgz");
        Files.writeString(folder.resolve("f"), "new\n");
        tar("-czf", archive.toString(), "-C", folder.toString(), "f");
    }

    private void tar(String... words) throws Exception {
        List<String> line = new java.util.ArrayList<>(List.of("tar"));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private boolean unpack(Object... more) {
        Map<String, Object> arguments =
                new HashMap<>(Map.of("src", archive.toString(), "dest", dest.toString(), "remote_src", true));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return new Tasks(folder).apply("unarchive", arguments).changed();
    }

    @Test
    void anotherContentOfTheSameAgeIsFound() throws IOException {
        assertThat(unpack()).isTrue();
        assertThat(unpack()).isFalse();
        FileTime time = Files.getLastModifiedTime(dest.resolve("f"));
        Files.writeString(dest.resolve("f"), "old\n");
        Files.setLastModifiedTime(dest.resolve("f"), time);
        assertThat(unpack()).isTrue();
        assertThat(dest.resolve("f")).hasContent("new\n");
    }

    @Test
    void aNewerFileThatIsKeptIsNoChange() throws IOException {
        Files.writeString(dest.resolve("f"), "mine\n");
        Files.setLastModifiedTime(dest.resolve("f"), FileTime.fromMillis(System.currentTimeMillis() + 86_400_000));
        assertThat(unpack("keep_newer", true)).isFalse();
        assertThat(dest.resolve("f")).hasContent("mine\n");
    }

    @Test
    void theModeOfTheTaskHoldsForEachMember() throws IOException {
        assertThat(unpack("mode", "0600")).isTrue();
        assertThat((Integer) Files.getAttribute(dest.resolve("f"), "unix:mode") & 07777)
                .isEqualTo(0600);
        assertThat(unpack("mode", "0600")).isFalse();
    }

    @Test
    void whatWouldLieOutsideIsRefusedWhole() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        tar("-czPf", archive.toString(), "-C", inner.toString(), "../f");
        assertThatThrownBy(this::unpack)
                .isInstanceOf(ModuleFailure.class)
                .hasMessageContaining("'../f' would lie outside of the destination");
        assertThat(dest).isEmptyDirectory();
    }

    @Test
    void whatIsNoArchiveIsTold() throws IOException {
        Files.writeString(archive, "no archive");
        assertThatThrownBy(this::unpack)
                .isInstanceOf(ModuleFailure.class)
                .hasMessageContaining("Failed to find handler for");
    }
}
