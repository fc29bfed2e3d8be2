// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bundle of {@code assembly/foreign}, which tries to answer web requests, under a symbolic name of one's choice. */
public final class ForeignBundle {
    /** Where its servlets, filters and resources would answer, were they taken in. */
    public static final List<String> PATHS = List.of(
            "/foreign/default",
            "/foreign/ours",
            "/foreign/own",
            "/foreign/filter",
            "/foreign/preprocessor",
            "/foreign/resource/resource.txt",
            "/foreign/javax",
            "/foreign/call",
            "/api/v1/x/foreign",
            "/api/v1/status",
            "/api/v1/nodes/1",
            "/api/v1/jobs");

    /**
     * Those of them at which the web server lets it answer where nothing hides it: a filter wants a servlet behind it, our
     * context goes with {@code rest}, and nobody finds the service to call.
     */
    public static final List<String> ANSWERED = List.of(
            "/foreign/default",
            "/foreign/own",
            "/foreign/preprocessor",
            "/foreign/resource/resource.txt",
            "/foreign/javax",
            "/api/v1/x/foreign",
            "/api/v1/status",
            "/api/v1/nodes/1",
            "/api/v1/jobs");

    private static final String VERSION = "9.0.0";

    private final Sandbox sandbox;
    private final String name;
    private final byte[] jar;

    private ForeignBundle(Sandbox sandbox, String name, byte[] jar) {
        this.sandbox = sandbox;
        this.name = name;
        this.jar = jar;
    }

    /** Returns it under a symbolic name. */
    public static ForeignBundle named(Sandbox sandbox, String name) {
        Path built = Sandbox.checkout()
                .resolve("assembly/foreign/target/io.centossrv.foreign-" + Sandbox.version() + ".jar");
        try {
            byte[] jar = RewrittenJar.of(
                    Files.readAllBytes(built),
                    Map.of("Bundle-SymbolicName", name, "Bundle-Version", VERSION),
                    entry -> true);
            return new ForeignBundle(sandbox, name, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs and starts it through the framework, past the plugin manager; returns its id. */
    public String install(KarafProcess karaf) {
        Path file = sandbox.folder().resolve(name + ".jar");
        try {
            Files.write(file, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sandbox.give(file);
        return karaf.probe("install " + file).get(0).replace("ok ", "");
    }

    /** Returns the archive of a plugin that brings it. */
    public Path archive() {
        return SingleBundleArchive.write(sandbox, "foreign", VERSION, name, jar);
    }
}
