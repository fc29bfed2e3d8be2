// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.modules.Tasks;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold beside Ansible's behaviour, which the conformance cases show. */
class TextModulesTest {
    @TempDir
    Path folder;

    private Tasks tasks;
    private Path file;

    @BeforeEach
    void open() {
        tasks = new Tasks(folder);
        file = folder.resolve("f");
    }

    private Map<String, Object> arguments(Object... pairs) {
        Map<String, Object> arguments = new HashMap<>(Map.of("path", file.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put((String) pairs[i], pairs[i + 1]);
        }
        return arguments;
    }

    private byte[] written(int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        Files.write(file, content);
        return content;
    }

    /** Checks, applies and applies again: the check changes nothing and predicts; what is done is done once. */
    private ModuleResult converge(String module, Map<String, Object> arguments) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        ModuleResult predicted = tasks.check(module, arguments);
        assertThat(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]).isEqualTo(before);
        ModuleResult done = tasks.apply(module, arguments);
        assertThat(done.failed()).as(done.message().toString()).isFalse();
        assertThat(predicted.changed()).isEqualTo(done.changed());
        assertThat(tasks.apply(module, arguments).changed()).isFalse();
        return done;
    }

    @ParameterizedTest
    @CsvSource({
        "lineinfile,line,x",
        "blockinfile,block,x",
        "ini_file,value,x",
    })
    void bytesThatAreNoTextSurvive(String module, String option, String value) throws IOException {
        written('a', 0xff, 0xe9, '\n');
        converge(
                module,
                module.equals("ini_file")
                        ? arguments("section", "s", "option", "o", option, value)
                        : arguments(option, value));
        assertThat(Files.readAllBytes(file)).startsWith('a', 0xff, 0xe9, '\n').contains('x');
    }

    @ParameterizedTest
    @CsvSource({
        "x,,'a\nb','a\nb\nx\n'",
        "x,^b,'a\nb','a\nb\nx\n'",
        "'x\ny',^a,'a\nb\n','a\nx\ny\nb\n'",
        "'x\n',,'a\n','a\nx\n\n'",
        "x,^a,'a\nx\nb\na\n','a\nx\nb\na\n'",
    })
    void aLineIsAddedOnce(String line, String after, String before, String wanted) throws IOException {
        Files.writeString(file, before);
        converge("lineinfile", after == null ? arguments("line", line) : arguments("line", line, "insertafter", after));
        assertThat(file).hasContent(wanted);
    }

    @Test
    void severalLinesInThePlaceOfOneAreWrittenOnce() throws IOException {
        Files.writeString(file, "a\nport=1\nb\n");
        converge("lineinfile", arguments("regexp", "^port", "line", "port=2\nport2=3"));
        assertThat(file).hasContent("a\nport=2\nport2=3\nb\n");
    }

    @Test
    void aBlockBetweenMarkersThatAreTheSameIsWrittenOnce() throws IOException {
        Files.writeString(file, "a\n");
        converge("blockinfile", arguments("block", "x", "marker", "# ours"));
        assertThat(file).hasContent("a\n# ours\nx\n# ours\n");
        converge("blockinfile", arguments("block", "y\nz", "marker", "# ours"));
        assertThat(file).hasContent("a\n# ours\ny\nz\n# ours\n");
    }

    @Test
    void aBlockAtTheEndOfAFileWithoutNewlineIsSeen() throws IOException {
        Files.writeString(file, "# BEGIN ANSIBLE MANAGED BLOCK\nold\n# END ANSIBLE MANAGED BLOCK");
        converge("blockinfile", arguments("block", "new"));
        assertThat(file).hasContent("# BEGIN ANSIBLE MANAGED BLOCK\nnew\n# END ANSIBLE MANAGED BLOCK\n");
    }

    @Test
    void anExpressionThatExplodesEnds() throws IOException {
        Files.writeString(file, "a".repeat(60) + "\n");
        ModuleResult result = tasks.apply(
                "lineinfile", arguments("regexp", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)b", "line", "x"));
        assertThat(result.failed()).isTrue();
        assertThat(result.message().orElseThrow()).contains("regular expression");
        Files.writeString(file, "ab".repeat(200_000));
        ModuleResult deep = tasks.apply("replace", arguments("regexp", "(a|b)*c", "replace", "x"));
        assertThat(deep.failed()).isTrue();
        assertThat(deep.message().orElseThrow()).contains("regular expression");
    }

    @Test
    void aLinkStaysAndWhatItLeadsToChanges() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "a\n");
        Files.setAttribute(real, "unix:mode", 0640);
        Files.createSymbolicLink(file, Path.of("real"));
        converge("lineinfile", arguments("line", "b"));
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(real).hasContent("a\nb\n");
        assertThat((Integer) Files.getAttribute(real, "unix:mode") & 07777).isEqualTo(0640);
    }

    @Test
    void whatFailsItsValidationIsNotWritten() throws IOException {
        Files.writeString(file, "a\n");
        ModuleResult result = tasks.apply("replace", arguments("regexp", "a", "replace", "b", "validate", "grep a %s"));
        assertThat(result.message()).contains("failed to validate: rc:1 error:");
        assertThat(file).hasContent("a\n");
        try (var entries = Files.list(folder)) {
            assertThat(entries.toList()).hasSize(1);
        }
    }

    @Test
    void aModeIsPredictedForIniFilesToo() throws IOException {
        Files.writeString(file, "[a]\nx = 1\n");
        Files.setAttribute(file, "unix:mode", 0644);
        ModuleResult done =
                converge("ini_file", arguments("section", "a", "option", "x", "value", "1", "mode", "0600"));
        assertThat(done.changed()).isTrue();
    }

    @Test
    void anotherEncodingIsReadAndWrittenAsWhole() throws IOException {
        written('c', 0xe9, '\n');
        converge("replace", arguments("regexp", "é", "replace", "ö", "encoding", "latin-1"));
        assertThat(Files.readAllBytes(file)).isEqualTo("cö\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(tasks.apply("replace", arguments("regexp", "ö", "replace", "☃", "encoding", "latin-1"))
                        .failed())
                .isTrue();
        assertThat(tasks.apply("replace", arguments("regexp", "ö", "encoding", "no-such"))
                        .message()
                        .orElseThrow())
                .contains("unknown encoding");
    }

    @Test
    void aFolderIsRefused() {
        Map<String, String> option = Map.of("lineinfile", "line", "blockinfile", "block", "replace", "regexp");
        option.forEach((module, name) -> {
            ModuleResult result = tasks.apply(module, Map.of("path", folder.toString(), name, "x"));
            assertThat(result.message()).contains("Path " + folder + " is a directory !");
        });
    }
}
