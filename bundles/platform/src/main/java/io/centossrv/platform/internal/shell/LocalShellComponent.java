// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import io.centossrv.platform.internal.StateFolder;
import io.centossrv.platform.internal.console.Console;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the shell's socket in the folder of the state, where {@link Client} looks for it. */
@Component(service = LocalShellComponent.class, immediate = true)
public final class LocalShellComponent {
    private final LocalShell shell;

    @Activate
    public LocalShellComponent(@Reference Console console, @Reference StateFolder state) {
        this.shell = new LocalShell(state.path().resolve("shell.sock"), console);
    }

    @Deactivate
    void close() throws IOException {
        shell.close();
    }
}
