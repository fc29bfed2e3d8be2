// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import io.centossrv.agent.AgentIdentity;
import io.centossrv.agent.jobs.internal.inbox.DurableFiles;
import io.centossrv.agent.jobs.internal.settings.JobsSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the executor as the agent's own user, in a session of its own, so that it outlives the agent. For machines where
 * nobody is root; it may do no more than the agent. Thread-safe.
 */
public final class SpawnedExecutor implements ExecutorStart {
    private static final Logger LOG = LoggerFactory.getLogger(SpawnedExecutor.class);
    private static final String MAIN = "io.centossrv.executor.Main";
    private static final long MAX_LOG = 1024 * 1024;
    private static final Set<String> ENVIRONMENT = Set.of(
            "HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LOGNAME",
            "PATH",
            "SHELL",
            "TMPDIR",
            "TZ",
            "USER",
            "XDG_RUNTIME_DIR");

    private final JobsSettings settings;
    private final Path lib;

    /** Prepares to start it, and tells it whom to trust. */
    public SpawnedExecutor(JobsSettings settings, Path lib, AgentIdentity identity) throws IOException {
        this.settings = settings;
        this.lib = lib;
        Path trust = DurableFiles.folder(settings.trust());
        keep(
                trust.resolve("plan.key"),
                Base64.getEncoder()
                        .encodeToString(identity.planVerificationKey().getEncoded()));
        keep(trust.resolve("node"), identity.node().toString());
    }

    private static void keep(Path file, String text) throws IOException {
        byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            DurableFiles.replace(file, content);
        }
    }

    @Override
    public synchronized void start() throws IOException {
        if (!Files.isDirectory(lib)) {
            throw new IOException("executor.lib is no folder: " + lib);
        }
        File log = settings.log().toFile();
        boolean fresh = log.length() > MAX_LOG;
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(fresh ? ProcessBuilder.Redirect.to(log) : ProcessBuilder.Redirect.appendTo(log));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process = builder.start();
        LOG.debug("Started an executor: pid={}", process.pid());
    }

    private List<String> command() {
        return List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                lib.resolve("*").toString(),
                MAIN,
                "--socket",
                settings.socket().toString(),
                "--inbox",
                settings.inbox().toString(),
                "--journal",
                settings.journal().toString(),
                "--trust",
                settings.trust().toString(),
                "--idle",
                "PT60S");
    }
}
