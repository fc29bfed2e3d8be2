// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void takesKnownFoldersAndWhatIsNamedAndNothingElse() throws IOException {
        Path playbook = write("site.yml", """
                - hosts: web*
                  tasks:
                    - include_tasks: more.yml
                    - copy: src=conf/a.conf dest=/etc/a
                    - copy: {src: ../outside, dest: /x}
                    - copy: {src: .netrc, dest: /x}
                """);
        write("more.yml", "- template: {src: b.j2, dest: /b}\n- copy: {src: tree, dest: /t}\n");
        write("conf/a.conf", "a");
        write("conf/unnamed.conf", "u");
        write("templates/b.j2", "b");
        write("roles/r/tasks/main.yml", "[]");
        write("roles/r/.git/config", "g");
        write("tree/one/two", "t");
        write(".netrc", "secret");
        write(".ssh/id", "secret");
        write("diary.txt", "private");

        Project project = Project.of(playbook);

        assertThat(project.playbook()).isEqualTo("site.yml");
        assertThat(project.files())
                .containsOnlyKeys(
                        "site.yml",
                        "more.yml",
                        "conf/a.conf",
                        "templates/b.j2",
                        "roles/r/tasks/main.yml",
                        "tree/one/two");
    }

    @Test
    void refusesMoreThanFourMebibytes() throws IOException {
        Path playbook = write("site.yml", "- hosts: all\n");
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files/large"), new byte[4 << 20]);

        assertThatThrownBy(() -> Project.of(playbook)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exit()).isEqualTo(ExitCode.INVALID);
            assertThat(failure.getMessage()).contains("files/large").contains("4 MiB");
        });
    }

    @Test
    void refusesALinkThatLeadsOut(@TempDir Path other) throws IOException {
        Path playbook = write("site.yml", "- hosts: all\n");
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(other.resolve("secret"), "x");
        Files.createSymbolicLink(folder.resolve("files/link"), other.resolve("secret"));

        assertThatThrownBy(() -> Project.of(playbook)).hasMessageContaining("leads out of the folder");
    }

    @Test
    void sendsAPlaybookThatIsNoYaml() throws IOException {
        assertThat(Project.of(write("site.yml", "a: [\n")).files()).containsOnlyKeys("site.yml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all; all",
                "'web*:db*:&eu*:!web3'; (web* or db*) and eu* and not web3",
                "'!web3'; all and not web3",
                "web*; web*",
                "'web1,web2'; web1 or web2",
                "'[web1, db1]'; web1 or db1",
                "tag:env=prod and web*; tag:env=prod and web*",
                "role:web; role:web",
                "'@blue'; @blue"
            })
    void tellsForWhichNodesAPlayIs(String hosts, String target) throws IOException {
        String written = hosts.startsWith("[") ? hosts : "\"" + hosts + "\"";

        Project project = Project.of(write("site.yml", "- hosts: " + written + "\n- hosts: " + written + "\n"));

        assertThat(PlayTargets.of(project)).containsExactly(target);
    }
}
