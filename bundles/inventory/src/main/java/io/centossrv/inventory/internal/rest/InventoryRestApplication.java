// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.inventory.internal.service.EnrolmentService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
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

/** The REST operations of this version of the inventory. */
@Component
public final class InventoryRestApplication implements RestApplication {
    private final Set<Object> resources;
    private final String version;
    private final String openApi;

    @Activate
    public InventoryRestApplication(
            @Reference StoredInventoryService inventory,
            @Reference AuditedInventoryAdminService admin,
            @Reference EnrolmentService enrolments) {
        this.resources = Set.of(
                new NodesResource(inventory, admin), new JoinTokensResource(admin), new EnrolmentsResource(enrolments));
        try {
            this.version = ownVersion();
            try (InputStream in = InventoryRestApplication.class.getResourceAsStream("openapi.yaml")) {
                this.openApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String domain() {
        return "inventory";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> nouns() {
        return Set.of("nodes", "join-tokens", "enrolments");
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
        Class<?> self = InventoryRestApplication.class;
        URL here = self.getResource(self.getSimpleName() + ".class");
        String up = "../".repeat(self.getPackageName().split("\\.").length);
        try (InputStream in = new URL(here, up + "META-INF/MANIFEST.MF").openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        }
    }
}
