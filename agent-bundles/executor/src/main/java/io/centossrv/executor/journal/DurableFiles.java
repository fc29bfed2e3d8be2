// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are on the disk when the call returns. The group may read them: the agent, where it is another user. */
public final class DurableFiles {
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    private DurableFiles() {}

    /** Makes a folder where there is none. */
    static void folder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, FOLDER);
            sync(path.toAbsolutePath().getParent());
        }
    }

    /** Writes a file that must not be there yet. */
    static void create(Path path, byte[] content) throws IOException {
        try (FileChannel channel = open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, content);
        }
        sync(path.getParent());
    }

    /** Writes a file whole, in place of the one before it. */
    static void replace(Path path, byte[] content) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        try (FileChannel channel = open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, content);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        sync(path.getParent());
    }

    /** Writes a file whole that every user may read, in place of the one before it. */
    public static void publish(Path path, byte[] content) throws IOException {
        replace(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Removes a file for good; returns whether there was one. */
    public static boolean remove(Path path) throws IOException {
        boolean removed = Files.deleteIfExists(path);
        if (removed) {
            sync(path.getParent());
        }
        return removed;
    }

    static FileChannel open(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, Set.of(options), FILE);
    }

    static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
