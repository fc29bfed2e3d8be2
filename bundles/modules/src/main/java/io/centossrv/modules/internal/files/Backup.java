// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Keeps a copy of a file beside it before it changes, under the name that Ansible would give it. */
public final class Backup {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT);

    private Backup() {}

    /** Returns the copy's path; empty where there is no file. */
    public static Optional<String> of(Path file, Clock clock) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String stamp = STAMP.format(clock.instant().atZone(ZoneId.systemDefault()));
        Path copy = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "." + stamp + "~");
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        FileStatus status = FileStatus.following(file).orElseThrow();
        Files.setAttribute(copy, "unix:uid", status.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(copy, "unix:gid", status.gid(), LinkOption.NOFOLLOW_LINKS);
        return Optional.of(copy.toString());
    }
}
