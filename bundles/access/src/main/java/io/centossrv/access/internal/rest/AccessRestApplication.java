// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import io.centossrv.access.internal.login.PasswordLogin;
import io.centossrv.access.internal.token.Tickets;
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

/** The REST operations of this version of {@code access}. */
@Component
public final class AccessRestApplication implements RestApplication {
    private final Set<Object> resources;
    private final String version;
    private final String openApi;

    @Activate
    public AccessRestApplication(@Reference PasswordLogin login, @Reference Tickets tickets) {
        this.resources = Set.of(new LoginResource(login), new WhoamiResource(), new TicketsResource(tickets));
        try {
            this.version = ownVersion();
            try (InputStream in = AccessRestApplication.class.getResourceAsStream("openapi.yaml")) {
                this.openApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String domain() {
        return "access";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> nouns() {
        return Set.of("login", "whoami", "tickets");
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
        Class<?> self = AccessRestApplication.class;
        URL here = self.getResource(self.getSimpleName() + ".class");
        String up = "../".repeat(self.getPackageName().split("\\.").length);
        try (InputStream in = new URL(here, up + "META-INF/MANIFEST.MF").openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        }
    }
}
