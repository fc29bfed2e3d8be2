// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.commands;

import io.centossrv.modules.internal.system.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A script in a folder of its own that only its user can enter, gone after the run. */
final class TemporaryScript implements AutoCloseable {
    private final Path folder;
    private final Path file;

    TemporaryScript(String name, byte[] content, Optional<Login> user) throws IOException {
        folder = Files.createTempDirectory(
                "centossrv-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String last = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
        file = folder.resolve(last.isEmpty() ? "script" : last);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        if (user.isPresent()) {
            for (Path path : new Path[] {file, folder}) {
                Files.setAttribute(path, "unix:uid", user.get().uid());
                Files.setAttribute(path, "unix:gid", user.get().gid());
            }
        }
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }
}
