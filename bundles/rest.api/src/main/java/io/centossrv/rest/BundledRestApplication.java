// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.jar.Manifest;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A REST application whose version is that of the bundle it lies in, and whose OpenAPI fragment is the file {@code
 * openapi.yaml} beside its class. As a component it is to name {@code service = RestApplication.class}.
 */
@ConsumerType
public abstract class BundledRestApplication implements RestApplication {
    private final String domain;
    private final Set<String> nouns;
    private final Set<Object> resources;
    private final String version;
    private final String openApi;

    /**
     * Reads version and fragment.
     *
     * @throws IllegalStateException where the bundle has no {@code openapi.yaml} beside the class
     */
    protected BundledRestApplication(String domain, Set<String> nouns, Set<Object> resources) {
        this.domain = domain;
        this.nouns = Set.copyOf(nouns);
        this.resources = Set.copyOf(resources);
        this.version = versionOf(getClass());
        this.openApi = openApiBeside(getClass());
    }

    @Override
    public final String domain() {
        return domain;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final Set<String> nouns() {
        return nouns;
    }

    @Override
    public final Set<Object> resources() {
        return resources;
    }

    @Override
    public final String openApi() {
        return openApi;
    }

    /** Returns the version of the bundle that a class lies in, as its manifest has it. */
    protected static String versionOf(Class<?> part) {
        // from the class's own place: the class path of a test has many manifests
        URL here =
                part.getResource(part.getName().substring(part.getPackageName().length() + 1) + ".class");
        String up = "../".repeat(part.getPackageName().split("\\.").length);
        try (InputStream in = new URL(here, up + "META-INF/MANIFEST.MF").openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String openApiBeside(Class<?> application) {
        try (InputStream in = application.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not beside " + application.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
