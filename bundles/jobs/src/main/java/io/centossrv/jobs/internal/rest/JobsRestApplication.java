// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.ping.NodePings;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.submit.StoredJobs;
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
public final class JobsRestApplication implements RestApplication {
    private final Set<Object> resources;
    private final String version;
    private final String openApi;

    @Activate
    public JobsRestApplication(@Reference StoredJobs jobs, @Reference RunJobs runs, @Reference NodePings pings) {
        resources = Set.of(new JobsResource(jobs, runs), new PingsResource(pings));
        try (InputStream in = JobsRestApplication.class.getResourceAsStream("openapi.yaml")) {
            openApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            version = ownVersion();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String domain() {
        return "jobs";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> nouns() {
        return Set.of("jobs", "pings");
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
        Class<?> self = JobsRestApplication.class;
        URL here = self.getResource(self.getSimpleName() + ".class");
        String up = "../".repeat(self.getPackageName().split("\\.").length);
        try (InputStream in = new URL(here, up + "META-INF/MANIFEST.MF").openStream()) {
            return new Manifest(in).getMainAttributes().getValue("Bundle-Version");
        }
    }
}
