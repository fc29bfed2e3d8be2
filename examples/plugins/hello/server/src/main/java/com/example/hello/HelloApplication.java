// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import io.centossrv.rest.RestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of the plugin, below {@code /api/v1/x/hello}. */
@Component
public final class HelloApplication implements RestApplication {
    private final Set<Object> resources;

    @Activate
    public HelloApplication(@Reference Greeter greeter) {
        this.resources = Set.of(new HelloResource(greeter, version()));
    }

    @Override
    public String domain() {
        return "hello";
    }

    /** Returns the version of the bundle, which sdk/parent writes into the manifest for this. */
    @Override
    public String version() {
        return Optional.ofNullable(HelloApplication.class.getPackage().getImplementationVersion())
                .orElse("0.0.0");
    }

    @Override
    public Set<String> nouns() {
        return Set.of("x/hello");
    }

    @Override
    public Set<Object> resources() {
        return resources;
    }

    @Override
    public String openApi() {
        try (InputStream in = HelloApplication.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in this bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
