// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Umask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file whole: content, owner, mode, extended attributes and label are set and on the disk before the rename.
 * What the task does not ask for stays as the file in whose place it goes has it.
 */
public final class FileWriting {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final WantedAttributes wanted;
    private final Replacement.Maker validation;

    /**
     * Creates one.
     *
     * @param validation looks at the finished file before it takes its place, and throws where it is not right
     */
    public FileWriting(WantedAttributes wanted, Replacement.Maker validation) {
        this.wanted = wanted;
        this.validation = validation;
    }

    public void write(Path path, InputStream content) throws IOException {
        Optional<FileStatus> old = FileStatus.of(path).filter(FileStatus::isRegular);
        Replacement.of(path, temporary -> {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    NEW,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                byte[] buffer = new byte[64 * 1024];
                for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                    ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
                    while (part.hasRemaining()) {
                        channel.write(part);
                    }
                }
                attributes(temporary, path, old);
                validation.make(temporary);
                channel.force(true);
            }
        });
    }

    private void attributes(Path temporary, Path path, Optional<FileStatus> old) throws IOException {
        FileStatus fresh = FileStatus.of(temporary).orElseThrow();
        String label = path.toString();
        int uid = wanted.uid(label).or(() -> old.map(FileStatus::uid)).orElse(fresh.uid());
        int gid = wanted.gid(label).or(() -> old.map(FileStatus::gid)).orElse(fresh.gid());
        if (uid != fresh.uid()) {
            Files.setAttribute(temporary, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        if (gid != fresh.gid()) {
            Files.setAttribute(temporary, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
        if (old.isPresent()) {
            copyExtended(path, temporary);
        }
        SecurityLabel.set(temporary, path, old.isPresent());
        int base = old.map(FileStatus::mode).orElse(0666 & ~Umask.current());
        FileStatus start = old.orElse(fresh);
        int mode = wanted.mode(start.withMode(base), label);
        // Last, for chown(2) clears setuid and setgid.
        Files.setAttribute(temporary, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    }

    private static void copyExtended(Path from, Path to) throws IOException {
        UserDefinedFileAttributeView source = Files.getFileAttributeView(from, UserDefinedFileAttributeView.class);
        UserDefinedFileAttributeView target = Files.getFileAttributeView(to, UserDefinedFileAttributeView.class);
        if (source == null || target == null) {
            return;
        }
        try {
            for (String name : source.list()) {
                ByteBuffer value = ByteBuffer.allocate(source.size(name));
                source.read(name, value);
                target.write(name, value.flip());
            }
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.contains("not supported")) {
                throw e;
            }
        }
    }
}
