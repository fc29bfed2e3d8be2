// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.rest;

import io.centossrv.config.internal.play.CompiledPlaySubmission;
import io.centossrv.rest.RestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.jar.Manifest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of this version of the domain. */
@Component
public final class ConfigRestApplication implements RestApplication {
    private final Set<Object> resources;
    private final String version;
    private final String openApi;

    @Activate
    public ConfigRestApplication(@Reference CompiledPlaySubmission plays) {
        resources = Set.of(new PlaysResource(plays));
        try (InputStream in = ConfigRestApplication.class.getResourceAsStream("openapi.yaml")) {
            openApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            version = ownVersion();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String domain() {
        return "config";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> nouns() {
        return Set.of("plays");
    }

    @Override
    public Set<Object> resources() {
        return resources;
    }

    @Override
    public String openApi() {
        return openApi;
    }

    /** Reads the bundle's version from its manifest, found from this class: the class path of a test has many. */
    private static String ownVersion() throws IOException {
        Class<?> self = ConfigRestApplication.class;
        URL here = self.getResource(self.getSimpleName() + ".class");
        String up = "../".repeat(self.getPackageName().split("\\.").length);
        try (InputStream in = new URL(here, up + "META-INF/MANIFEST.MF").openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        }
    }
}
