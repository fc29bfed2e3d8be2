// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files of an outbox: written beside, fsync, renamed, fsync of the folder; so a file is whole or not there after kill -9 or
 * a power cut. One process has it at a time. Not thread-safe.
 */
public final class OutboxFolder implements AutoCloseable {
    private static final String REPORT = ".report";
    private static final String FLOOR = "floor";
    private final Path folder;
    private final FileChannel lock;

    /** Opens a folder, made if missing, 0700; throws {@link UncheckedIOException} where it can't be used. */
    public OutboxFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                claim();
                removeUnfinished();
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox can't be used: folder=" + folder, e);
        }
    }

    /** Returns the numbers of the reports that are there, in order. */
    List<Long> numbers() throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + REPORT)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                numbers.add(Long.parseLong(name.substring(0, name.length() - REPORT.length())));
            }
        } catch (NumberFormatException e) {
            throw new IOException("a file does not belong into the outbox", e);
        }
        Collections.sort(numbers);
        return numbers;
    }

    byte[] read(long number) throws IOException {
        return Files.readAllBytes(file(number));
    }

    void write(long number, byte[] frame) throws IOException {
        writeWhole(file(number), frame);
    }

    void delete(long number) throws IOException {
        Files.deleteIfExists(file(number));
    }

    /** Returns the number that was noted last; 0 if none was. */
    long floor() throws IOException {
        Path file = folder.resolve(FLOOR);
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new IOException("the outbox's floor is damaged", e);
        }
    }

    /** Notes a number. */
    void floor(long number) throws IOException {
        writeWhole(folder.resolve(FLOOR), Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void claim() throws IOException {
        try {
            FileLock held = lock.tryLock();
            if (held == null) {
                throw new IOException("another process has the outbox");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("another link has the outbox", e);
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.new")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void writeWhole(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    private Path file(long number) {
        return folder.resolve("%019d".formatted(number) + REPORT);
    }
}
