// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the archive of an update: a domain's bundle as it is built, under a higher version. */
public final class NewerBundle {
    private NewerBundle() {}

    /** Returns a {@code .kar} that brings bundle {@code io.centossrv.DOMAIN} in the version. */
    public static Path archive(Sandbox sandbox, String domain, String version) {
        String name = "io.centossrv." + domain;
        Path jar =
                Sandbox.checkout().resolve("bundles/" + domain + "/target/" + name + "-" + Sandbox.version() + ".jar");
        try {
            byte[] newer = RewrittenJar.of(Files.readAllBytes(jar), Map.of("Bundle-Version", version), entry -> true);
            return SingleBundleArchive.write(sandbox, domain, version, name, newer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
