// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Where the control plane keeps what must outlive the bundle cache: the system property {@code centossrv.state}. */
@Component(service = StateFolder.class)
public final class StateFolder {
    private final Path path;

    @Activate
    public StateFolder() {
        this(Path.of(required("centossrv.state")));
    }

    public StateFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The system property " + property + " is not set; the launcher sets it.");
        }
        return value;
    }
}
