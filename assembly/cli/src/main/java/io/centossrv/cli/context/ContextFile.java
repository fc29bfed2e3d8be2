// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.context;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonReader;
import io.centossrv.cli.json.JsonWriter;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file that keeps contexts, {@code contexts.json} with mode 0600 in a folder with mode 0700. It holds tokens: a file
 * that others can read is refused. A change replaces the file in one step, under a lock.
 */
public final class ContextFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final Path file;

    /** Keeps contexts in this folder, which is made when the first one is written. */
    public ContextFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("contexts.json");
    }

    /** Returns the contexts; none where there is no file. */
    public Contexts read() {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(mode)) {
                throw Failure.of(
                                ExitCode.DENIED,
                                "context-file-readable",
                                "The file " + file + " holds logins and others may read it (mode "
                                        + PosixFilePermissions.toString(mode) + ").")
                        .next("Run `chmod 600 " + file + "`, and log in again if others had a look.");
            }
            Json json = JsonReader.read(Files.readAllBytes(file));
            return json instanceof JsonObject object ? Contexts.read(object) : Contexts.none();
        } catch (NoSuchFileException e) {
            return Contexts.none();
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.of(
                            ExitCode.INVALID,
                            "context-file-invalid",
                            "The file " + file + " can't be read: " + e.getMessage() + ".")
                    .next("Remove it and log in again: csrv login");
        }
    }

    /** Changes what the file holds. */
    public void change(UnaryOperator<Contexts> change) {
        try {
            Files.createDirectories(folder, PRIVATE_FOLDER);
            try (FileChannel lock = FileChannel.open(
                    folder.resolve(".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PRIVATE_FILE)) {
                lock.lock();
                write(change.apply(read()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("contexts can't be written to " + folder, e);
        }
    }

    private void write(Contexts contexts) throws IOException {
        Path written = Files.createTempFile(folder, "contexts", ".tmp", PRIVATE_FILE);
        try {
            try (FileChannel out = FileChannel.open(written, StandardOpenOption.WRITE)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap((JsonWriter.pretty(contexts.write()) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
