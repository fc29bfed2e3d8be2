// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterStatusTest {
    @TempDir
    Path cluster;

    @Test
    void readsAFileThatIsWhole() throws IOException {
        write("4711\n/data\n1700000000\n5433\n\n127.0.0.1\n  1234  5\nready   \n");

        assertThat(PostmasterStatus.read(cluster)).contains(new PostmasterStatus(4711, 5433, true));
    }

    @Test
    void isNotReadyWhileItStarts() throws IOException {
        write("4711\n/data\n1700000000\n5433\n\n127.0.0.1\n  1234  5\nstarting\n");

        assertThat(PostmasterStatus.read(cluster)).contains(new PostmasterStatus(4711, 5433, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x\n", "99999999999999\n", "47 11"})
    void anythingElseIsNoStatus(String text) throws IOException {
        write(text);

        assertThat(PostmasterStatus.read(cluster)).isEmpty();
    }

    @Test
    void noFileIsNoStatus() throws IOException {
        assertThat(PostmasterStatus.read(cluster)).isEmpty();
    }

    private void write(String text) throws IOException {
        Files.writeString(cluster.resolve(PostmasterStatus.FILE), text);
    }
}
