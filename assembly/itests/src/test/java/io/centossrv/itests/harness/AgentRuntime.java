// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java runtime of a node, which the build makes for the agent's package. */
final class AgentRuntime {
    private AgentRuntime() {}

    /** Returns it as a tar. */
    static Path archive(Sandbox sandbox) {
        Path runtime = Sandbox.checkout().resolve("assembly/agent-rpm/target/runtime");
        if (!Files.isDirectory(runtime)) {
            throw new IllegalStateException(
                    runtime + " is missing: mvn -pl assembly/agent-rpm -am -DskipTests install");
        }
        Path archive = sandbox.folder().resolve("runtime.tar");
        Sandbox.check(List.of("tar", "-C", runtime.toString(), "-cf", archive.toString(), "."));
        return archive;
    }
}
