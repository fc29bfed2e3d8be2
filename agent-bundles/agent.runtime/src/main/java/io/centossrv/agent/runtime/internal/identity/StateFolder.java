// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of all that the agent keeps, {@code -Dcentossrv.state}, and the private folders in it. */
public record StateFolder(Path root) {
    /** Returns the folder that this process was started with. */
    public static StateFolder current() {
        String state = System.getProperty("centossrv.state");
        if (state == null || state.isBlank()) {
            throw new IllegalStateException(
                    "The system property centossrv.state is missing: it names the state folder.");
        }
        return new StateFolder(Path.of(state).toAbsolutePath());
    }

    /** Returns a folder in it, made with the mode 0700 if missing. */
    public Path folder(String name) {
        Path folder = root.resolve(name);
        var mode = PosixFilePermissions.fromString("rwx------");
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(root);
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(mode));
            }
            Files.setPosixFilePermissions(folder, mode);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be made private.", e);
        }
        return folder;
    }
}
