// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.internal.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps an archive that comes over the network for as long as it is looked at. */
@Component(service = Uploads.class)
public final class Uploads {
    private final StateFolder state;

    @Activate
    public Uploads(@Reference StateFolder state) {
        this.state = state;
    }

    /**
     * Writes a body to a file, hands it on and removes it.
     *
     * @throws io.centossrv.platform.CentossrvException {@code plugin-invalid} where the body is too large
     */
    public <T> T with(InputStream body, Function<Path, T> use) {
        Path file = create();
        try {
            copy(body, file);
            return use.apply(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive can't be kept.", e);
        } finally {
            PluginFolders.delete(file);
        }
    }

    private Path create() {
        try {
            Path folder =
                    Files.createDirectories(state.path().resolve("plugins").resolve(PluginFolders.INCOMING));
            return Files.createTempFile(folder, "upload", ".kar");
        } catch (IOException e) {
            throw new UncheckedIOException("The archive can't be kept.", e);
        }
    }

    private static void copy(InputStream body, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[16 * 1024];
            long size = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > ArchiveUnpacker.MAX_ARCHIVE) {
                    throw PluginErrors.invalid("The archive is larger than " + ArchiveUnpacker.MAX_ARCHIVE + " bytes.");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
