// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import io.centossrv.hosts.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The agent's RPM as the build made it, later versions of it, and a repository with them. */
public final class AgentPackage {
    private static final Path MODULE = Sandbox.checkout().resolve("assembly/agent-rpm");

    private final Sandbox sandbox;

    public AgentPackage(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Returns the one that the build made. */
    public static Path built() {
        return only(MODULE.resolve("target"), "centossrv-agent-" + Sandbox.version() + "-*.rpm");
    }

    /**
     * Makes a later version: the same, but for the names of the executor's jars, so that what still runs out of the version
     * before finds its files gone.
     */
    public Path later(String version) {
        Path folder = sandbox.folder().resolve("later-" + version);
        Path tree = folder.resolve("agent");
        Path distribution = folder.resolve("agent.tar");
        String script = """
                set -e
                mkdir -p "$2"
                tar -xzf "$1" -C "$2" --strip-components=1
                for jar in "$2"/executor/lib/*.jar; do mv "$jar" "${jar%.jar}.later.jar"; done
                echo later >>"$2/release"
                tar -cf "$3" -C "$(dirname "$2")" "$(basename "$2")"
                """;
        Sandbox.check(List.of(
                "sh",
                "-c",
                script,
                "sh",
                Sandbox.archive("agent", "centossrv-agent").toString(),
                tree.toString(),
                distribution.toString()));
        Sandbox.check(List.of(
                "bash",
                MODULE.resolve("src/main/rpm/build.sh").toString(),
                "--distribution",
                distribution.toString(),
                "--runtime",
                MODULE.resolve("target/runtime").toString(),
                "--out",
                folder.toString(),
                "--version",
                version,
                "--payload",
                "w1.zstdio"));
        return only(folder, "*.rpm");
    }

    /** Puts a package into the host's repository {@code agent}, which is made if it is not there. */
    public void offer(Host host, Path rpm) {
        Path repository = sandbox.folder().resolve("repository-" + host.name());
        try {
            Files.createDirectories(repository);
            Files.copy(rpm, repository.resolve(rpm.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sandbox.check(List.of("createrepo_c", "-q", repository.toString()));
        host.copy(repository, "/root/agent-repository");
        host.write(
                "/etc/yum.repos.d/agent.repo",
                "[agent]\nname=agent\nbaseurl=file:///root/agent-repository\ngpgcheck=0\nmetadata_expire=0\n");
    }

    private static Path only(Path folder, String pattern) {
        try (Stream<Path> files = Files.list(folder)) {
            var matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + pattern + " in " + folder
                            + ": mvn -pl assembly/agent-rpm -am -DskipTests install"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
