// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.internal.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** Writes a body, which {@code rest} holds to its limit, to a file, hands it on and removes it. */
    public <T> T with(InputStream body, Function<Path, T> use) {
        Path file = create();
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
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
}
