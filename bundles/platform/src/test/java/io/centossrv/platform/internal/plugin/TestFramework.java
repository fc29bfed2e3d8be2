// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.internal.osgi.FrameworkBundleHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/** A real framework with Declarative Services; contracts come from the class path. */
final class TestFramework implements AutoCloseable {
    private static final String PACKAGES = "io.centossrv.platform;version=1.0,"
            + "io.centossrv.platform.command;version=1.0,io.centossrv.platform.security;version=1.0,"
            + "org.slf4j;version=1.7,org.osgi.service.component;version=1.5,"
            + "org.osgi.service.component.runtime;version=1.5,org.osgi.service.component.runtime.dto;version=1.5,"
            + "org.osgi.util.promise;version=1.0,org.osgi.util.function;version=1.0";

    private final Framework framework;

    TestFramework(Path storage) throws BundleException {
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

    BundleContext context() {
        return framework.getBundleContext();
    }

    BundleHost host() {
        return new FrameworkBundleHost(context(), service(Resolver.class), service(ServiceComponentRuntime.class));
    }

    Bundle install(Path jar) throws BundleException {
        return context().installBundle(jar.toUri().toString());
    }

    /** Returns the bundles besides the framework and Declarative Services, {@code name/version:state}. */
    List<String> bundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle ->
                        bundle.getBundleId() != 0 && !bundle.getSymbolicName().startsWith("org.apache.felix"))
                .map(bundle -> bundle.getSymbolicName() + "/" + bundle.getVersion() + ":"
                        + (bundle.getState() == Bundle.ACTIVE ? "active" : "stopped"))
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

    private static Path jar(String type) {
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

    static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
