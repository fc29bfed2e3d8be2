// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold beside Ansible's behaviour, which the conformance cases show. */
class FileSafetyTest {
    @TempDir
    Path folder;

    private Tasks tasks;
    private Path file;

    @BeforeEach
    void open() {
        tasks = new Tasks(folder);
        file = folder.resolve("a");
    }

    private ModuleResult copy(String content, Object... more) {
        Map<String, Object> arguments = new java.util.HashMap<>(Map.of("dest", file.toString(), "content", content));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return tasks.apply("copy", arguments);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
    }

    @Test
    void aReaderSeesTheOldOrTheNewAndNeverHalf() throws Exception {
        String old = "a".repeat(300_000);
        String fresh = "b".repeat(300_000);
        copy(old);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicBoolean half = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                try {
                    String seen = Files.readString(file);
                    half.compareAndSet(false, !seen.equals(old) && !seen.equals(fresh));
                } catch (IOException e) {
                    half.set(true);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 30; i++) {
            assertThat(copy(i % 2 == 0 ? fresh : old).changed()).isTrue();
        }
        stop.set(true);
        reader.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(half).isFalse();
    }

    @Test
    void whatFailsLeavesNothingBehind() throws IOException {
        Files.writeString(file, "old\n");
        assertThat(copy("bad\n", "validate", "grep -q good %s").failed()).isTrue();
        assertThat(copy("x\n", "owner", "no-such-user-zz").failed()).isTrue();
        assertThat(copy("x\n", "mode", "u+q").failed()).isTrue();
        assertThat(file).hasContent("old\n");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void theValidatedFileHasItsModeAlready() {
        assertThat(copy("x\n", "mode", "0751", "validate", "find %s -perm 0751 -exec false {} ;")
                        .failed())
                .isFalse();
        assertThat(copy("y\n", "mode", "0751", "validate", "test -x %s").failed())
                .isFalse();
    }

    @Test
    void attributesOfTheOldFileStay() throws IOException {
        Files.writeString(file, "old\n");
        Files.setAttribute(file, "unix:mode", 04750);
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            view.write("note", ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)));
        } catch (FileSystemException e) {
            Assumptions.abort("the file system has no extended attributes: " + e.getReason());
        }
        copy("new\n");
        assertThat(mode(file)).isEqualTo(04750);
        ByteBuffer value = ByteBuffer.allocate(16);
        int size = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                .read("note", value);
        assertThat(new String(value.array(), 0, size, StandardCharsets.UTF_8)).isEqualTo("kept");
    }

    @Test
    void aLinkIsReplacedAndWhatItLedToIsLeftAlone() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine\n");
        Files.createSymbolicLink(file, precious);
        assertThat(copy("new\n").changed()).isTrue();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(precious).hasContent("mine\n");
    }

    @Test
    void removingAFolderFollowsNoLink() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("x"), "mine\n");
        Files.createDirectories(folder.resolve("gone/deep"));
        Files.createSymbolicLink(folder.resolve("gone/deep/link"), precious);
        ModuleResult result =
                tasks.apply("file", Map.of("path", folder.resolve("gone").toString(), "state", "absent"));
        assertThat(result.changed()).isTrue();
        assertThat(names()).containsExactly("precious");
        assertThat(precious.resolve("x")).hasContent("mine\n");
    }

    @Test
    void aBackupKeepsTheOldContent() throws IOException {
        Files.writeString(file, "old\n");
        Files.setAttribute(file, "unix:mode", 0600);
        String backup = (String) copy("new\n", "backup", true).values().get("backup_file");
        assertThat(Path.of(backup)).hasContent("old\n");
        assertThat(mode(Path.of(backup))).isEqualTo(0600);
        assertThat(names()).hasSize(2);
    }

    @Test
    void checkSeesAModeThatRemoteSourceWouldChange() throws IOException {
        Files.writeString(file, "x");
        Files.writeString(folder.resolve("b"), "x");
        Files.setAttribute(folder.resolve("b"), "unix:mode", 0600);
        Map<String, Object> arguments = Map.of(
                "src", file.toString(), "dest", folder.resolve("b").toString(), "remote_src", true, "mode", "0644");
        assertThat(tasks.check("copy", arguments).changed()).isTrue();
        assertThat(mode(folder.resolve("b"))).isEqualTo(0600);
        assertThat(tasks.apply("copy", arguments).changed()).isTrue();
        assertThat(tasks.apply("copy", arguments).changed()).isFalse();
    }

    @Test
    void aWrongChecksumIsSeenByTheCheckToo() {
        Map<String, Object> arguments = Map.of("dest", file.toString(), "content", "x", "checksum", "0".repeat(40));
        assertThat(tasks.check("copy", arguments).failed()).isTrue();
        assertThat(tasks.apply("copy", arguments).failed()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        ModuleResult result =
                tasks.run("file", Map.of("path", file.toString(), "mode", "0600"), false, Duration.ofSeconds(10));
        assertThat(result.changed()).isTrue();
        assertThat(mode(file)).isEqualTo(0600);
    }

    @Test
    void changingTheModeOfAFileThatItsOwnerMayNotRead() throws IOException {
        Files.writeString(file, "x");
        Files.setAttribute(file, "unix:mode", 0200);
        assertThat(tasks.apply("file", Map.of("path", file.toString(), "mode", "0640"))
                        .changed())
                .isTrue();
        assertThat(mode(file)).isEqualTo(0640);
    }

    @Test
    void aFolderWithLinksThatTurnInACircle() throws IOException {
        Files.createDirectory(folder.resolve("d"));
        Files.createSymbolicLink(folder.resolve("d/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("d/self"), Path.of("self"));
        ModuleResult result = tasks.apply(
                "file",
                Map.of("path", folder.resolve("d").toString(), "state", "directory", "recurse", true, "mode", "u+rwX"));
        assertThat(result.failed()).isFalse();
    }
}
