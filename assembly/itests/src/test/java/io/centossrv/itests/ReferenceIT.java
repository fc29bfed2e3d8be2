// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.LocalShell;
import io.centossrv.itests.harness.Reference;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference says what the system does: its generated pages are those that are kept. */
class ReferenceIT {
    private static final Path FOLDER = Sandbox.checkout().resolve("docs/reference");

    @Test
    void thePagesAreWhatTheSystemSays() throws IOException {
        Map<String, String> pages;
        try (Sandbox sandbox = Sandbox.create();
                ControlPlane controlPlane = ControlPlane.unpack(sandbox)) {
            controlPlane.start();
            pages = new Reference(
                            new Csrv(sandbox).login(controlPlane),
                            new LocalShell(sandbox, controlPlane),
                            new RestClient(controlPlane).login(controlPlane))
                    .pages();
        }
        if (Boolean.getBoolean("centossrv.reference.write")) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey()))
                    .as("write it anew with -Dcentossrv.reference.write=true")
                    .hasContent(page.getValue());
        }
    }
}
