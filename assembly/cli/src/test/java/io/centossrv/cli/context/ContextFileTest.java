// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTest {
    @TempDir
    private Path home;

    private static Context context(String name) {
        return new Context(
                name,
                URI.create("https://localhost:8443"),
                Optional.of("PEM"),
                Optional.of(new Context.Login("eva", "SECRET", Optional.of(Instant.EPOCH))),
                true);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Path folder = home.resolve("deep/centossrv");
        ContextFile file = new ContextFile(folder);

        file.change(contexts -> contexts.with(context("a")).using("a"));

        assertThat(new ContextFile(folder).read()).isEqualTo(new Contexts(Optional.of("a"), List.of(context("a"))));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("contexts.json", ".lock");
        }
    }

    @Test
    void losesNoChangeOfAnotherProcess() {
        IntStream.range(0, 20).forEach(i -> new ContextFile(home).change(contexts -> contexts.with(context("c" + i))));

        assertThat(new ContextFile(home).read().all()).hasSize(20);
    }

    @Test
    void saysWhatToDoAboutAFileThatCannotBeRead() throws IOException {
        Files.writeString(home.resolve("contexts.json"), "{");
        Files.setPosixFilePermissions(home.resolve("contexts.json"), PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new ContextFile(home).read()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exit()).isEqualTo(ExitCode.INVALID);
            assertThat(failure.next()).isPresent();
        });
    }

    @Test
    void showsNoSecretInLogs() {
        assertThat(context("a").toString()).contains("eva").doesNotContain("SECRET");
    }
}
