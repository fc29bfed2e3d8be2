// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds a copy of a contract with Maven, as it is and broken: the build must tell the two apart. */
class BaselineTest {
    private static final Path CONTRACT = Reactor.ROOT.resolve("bundles/inventory.api");
    private static final Path COPY = Reactor.ROOT.resolve("assembly/architecture/target/fixtures/inventory.api");
    private static final Path SERVICE = COPY.resolve("src/main/java/io/centossrv/inventory/InventoryService.java");

    @BeforeEach
    void copyTheContract() throws IOException {
        try (Stream<Path> files = Files.walk(CONTRACT)) {
            for (Path file : files.filter(f -> !CONTRACT.relativize(f).startsWith("target"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Path target = COPY.resolve(CONTRACT.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file));
            }
        }
        Path pom = COPY.resolve("pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace(
                                "</parent>",
                                "  <relativePath>" + COPY.relativize(Reactor.ROOT.resolve("bundles/pom.xml"))
                                        + "</relativePath>\n  </parent>"));
    }

    @Test
    void anUnchangedContractIsGreen() throws Exception {
        Build build = build();
        assertThat(build.code()).as(build.output()).isZero();
    }

    @Test
    void aMethodThatIsGoneTurnsTheBuildRed() throws Exception {
        String source = Files.readString(SERVICE);
        String broken = source.replace("Optional<Facts> facts(NodeId id);", "");
        assertThat(broken)
                .as("the fixture still finds the method that it removes")
                .isNotEqualTo(source);
        Files.writeString(SERVICE, broken);

        Build build = build();

        assertThat(build.code()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("Baseline problems detected", "io.centossrv.inventory.InventoryService");
    }

    private static Build build() throws IOException, InterruptedException {
        Path output = COPY.resolve("maven.out");
        Process maven = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("centossrv.maven.home"), "bin/mvn")
                                .toString(),
                        "-o",
                        "-B",
                        "-Dmaven.repo.local=" + System.getProperty("centossrv.maven.repository"),
                        "-Dspotless.check.skip=true",
                        "-f",
                        COPY.resolve("pom.xml").toString(),
                        "verify"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!maven.waitFor(120, TimeUnit.SECONDS)) {
            maven.destroyForcibly();
            throw new AssertionError("120 s were not enough to build a contract");
        }
        return new Build(maven.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Build(int code, String output) {}
}
