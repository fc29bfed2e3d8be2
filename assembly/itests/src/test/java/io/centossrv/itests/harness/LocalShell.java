// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The control plane's shell, by the launcher that the distribution has for it. */
public final class LocalShell {
    private final Sandbox sandbox;
    private final ControlPlane controlPlane;

    public LocalShell(Sandbox sandbox, ControlPlane controlPlane) {
        this.sandbox = sandbox;
        this.controlPlane = controlPlane;
    }

    /** Runs one command as the user of the control plane and returns what it said. */
    public Csrv.Result run(String... words) {
        List<String> command = new ArrayList<>();
        command.add(controlPlane.karaf().home().resolve("bin/centossrv-shell").toString());
        command.addAll(List.of(words));
        Path out = sandbox.folder().resolve("shell.out");
        Path err = sandbox.folder().resolve("shell.err");
        try {
            Process process = new ProcessBuilder(sandbox.asProductUser(command))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("60 s were not enough for " + command);
            }
            return new Csrv.Result(
                    command,
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
