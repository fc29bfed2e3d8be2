// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.persistence.Database;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.internal.osgi.FrameworkBundleHost;
import io.centossrv.rest.RestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/** A real framework with Declarative Services; contracts come from the class path. */
public final class TestFramework implements AutoCloseable {
    private static final String PACKAGES = Stream.of(
                    exportsOf(ErrorCode.class),
                    exportsOf(Database.class),
                    exportsOf(RestApplication.class),
                    "jakarta.ws.rs;jakarta.ws.rs.core;version=3.1",
                    "com.fasterxml.jackson.core;com.fasterxml.jackson.databind;version=2.21",
                    "com.fasterxml.jackson.databind.cfg;com.fasterxml.jackson.databind.json;version=2.21",
                    "com.fasterxml.jackson.databind.node;version=2.21",
                    "org.apache.karaf.shell.api.console;version=4.4",
                    "org.slf4j;version=1.7",
                    "org.osgi.service.cm;version=1.6",
                    "org.osgi.service.component;org.osgi.service.component.runtime;version=1.5",
                    "org.osgi.service.component.runtime.dto;version=1.5",
                    "org.osgi.util.promise;org.osgi.util.function;version=1.0")
            .collect(Collectors.joining(","));

    private final Framework framework;

    public TestFramework(Path storage) throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        PACKAGES,
                        "felix.log.level",
                        "1"));
        framework.start();
        if (context().getServiceReference(ServiceComponentRuntime.class) == null) {
            install(jar("org.apache.felix.scr.impl.Activator")).start();
        }
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    BundleHost host() {
        return new FrameworkBundleHost(context(), service(Resolver.class), service(ServiceComponentRuntime.class));
    }

    public Bundle install(Path jar) throws BundleException {
        return context().installBundle(jar.toUri().toString());
    }

    /** Returns the bundles besides the framework and Declarative Services, {@code name/version:state}. */
    List<String> bundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle ->
                        bundle.getBundleId() != 0 && !bundle.getSymbolicName().startsWith("org.apache.felix"))
                .map(bundle -> bundle.getSymbolicName() + "/" + bundle.getVersion() + ":" + state(bundle))
                .toList();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private <T> T service(Class<T> type) {
        return context().getService(context().getServiceReference(type));
    }

    /** Returns the jar or folder of the class path that a class comes from. */
    public static Path jar(String type) {
        try {
            return Path.of(Class.forName(type, false, TestFramework.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bundle on its way is neither: until it has stopped its services are there. */
    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING, Bundle.STOPPING -> "changing";
            default -> "stopped";
        };
    }

    /** Returns what the contract with this class exports, as the framework takes it. */
    private static String exportsOf(Class<?> contract) {
        Path place = jar(contract.getName());
        URI manifest = Files.isDirectory(place)
                ? place.resolve(JarFile.MANIFEST_NAME).toUri()
                : URI.create("jar:" + place.toUri() + "!/" + JarFile.MANIFEST_NAME);
        try (InputStream in = manifest.toURL().openStream()) {
            return new Manifest(in).getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
