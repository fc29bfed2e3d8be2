// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentReleasesTest {
    private static final String A = "ab".repeat(32);
    private static final String B = "cd".repeat(32);

    @TempDir
    Path etc;

    private Path folder;

    @BeforeEach
    void oneRelease() throws IOException {
        folder = Files.createDirectory(etc.resolve("agent-jars"));
        Files.writeString(folder.resolve("0.1.0.sha256"), A + "  a.jar\n" + B + " *b.jar\n\n");
        Files.writeString(etc.resolve("outside.sha256"), A + "  a.jar\n");
    }

    @Test
    void readsWhatSha256sumWrites() throws IOException {
        AgentReleases releases = new AgentReleases(folder, false);
        assertThat(releases.jars("0.1.0").orElseThrow())
                .containsEntry(A, "a.jar")
                .containsEntry(B, "b.jar")
                .hasSize(2);

        assertThat(releases.jars("0.2.0")).isEmpty();
        Files.writeString(folder.resolve("0.2.0.sha256"), B + "  b.jar\n");
        assertThat(releases.jars("0.2.0").orElseThrow())
                .as("added without a restart")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../outside", "0.1.0.sha256/../0.1.0", ".", "0.1.0\u0000", "9.9.9"})
    void knowsNoOtherVersion(String version) {
        assertThat(new AgentReleases(folder, false).jars(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "rubbish\n", "abcd  a.jar\n"})
    void aFileThatIsNotWholeVouchesForNothing(String content) throws IOException {
        Files.writeString(folder.resolve("0.3.0.sha256"), content);
        assertThat(new AgentReleases(folder, false).jars("0.3.0")).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeVouchesForNothing() throws IOException {
        Files.writeString(folder.resolve("0.3.0.sha256"), (A + "  a.jar\n").repeat(2000));
        assertThat(new AgentReleases(folder, false).jars("0.3.0")).isEmpty();
    }

    @Test
    void forDevelopmentUnknownReleasesGetPlansThatNameNoJars() {
        AgentReleases releases = new AgentReleases(folder, true);
        assertThat(releases.jars("9.9.9").orElseThrow()).isEmpty();
        assertThat(releases.jars("0.1.0").orElseThrow()).hasSize(2);
    }
}
