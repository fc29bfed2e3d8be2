// SPDX-License-Identifier: Apache-2.0
package io.centossrv.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.launch.Framework;

/** In a real framework, with empty bundles of the names that count. */
class WebServerGateTest {
    private static final String SERVLET = "jakarta.servlet.Servlet";

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();
    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "0"));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void theWebServerFindsWhatRestRegistersAndNothingOfOthers() throws Exception {
        close();
        Bundle server = bundle(WebServerGate.WEB_SERVER);
        Bundle rest = bundle(WebServerGate.REST);
        Bundle foreign = bundle("com.example.shop");
        register(foreign, SERVLET);
        register(rest, SERVLET);

        assertThat(found(server, SERVLET)).containsExactly(WebServerGate.REST);
        assertThat(found(foreign, SERVLET)).containsExactlyInAnyOrder(WebServerGate.REST, "com.example.shop");

        rest.stop();
        assertThat(found(server, SERVLET)).isEmpty();
    }

    @Test
    void norIsItToldOfThem() throws Exception {
        close();
        Bundle server = bundle(WebServerGate.WEB_SERVER);
        Bundle foreign = bundle("com.example.shop");
        server.getBundleContext()
                .addServiceListener(event ->
                        heard.add(event.getServiceReference().getBundle().getSymbolicName() + " " + event.getType()));
        ServiceRegistration<?> registration = register(foreign, SERVLET);
        registration.setProperties(
                FrameworkUtil.asDictionary(Map.of("osgi.http.whiteboard.servlet.pattern", "/api/v1/nodes")));
        registration.unregister();
        assertThat(heard).isEmpty();

        register(bundle(WebServerGate.REST), SERVLET).unregister();
        assertThat(heard).containsExactly(WebServerGate.REST + " 1", WebServerGate.REST + " 4");
    }

    @Test
    void whateverItIsCalled() throws Exception {
        close();
        Bundle server = bundle(WebServerGate.WEB_SERVER);
        Bundle foreign = bundle("com.example.shop");
        for (String type : List.of(
                "jakarta.servlet.Filter",
                "javax.servlet.Servlet",
                "jakarta.servlet.http.HttpSessionListener",
                "org.osgi.service.servlet.context.ServletContextHelper",
                "org.osgi.service.servlet.whiteboard.Preprocessor",
                "org.apache.felix.http.jetty.ConnectorFactory",
                "java.lang.Object")) {
            register(foreign, type);
            assertThat(found(server, type)).as(type).isEmpty();
        }
    }

    @Test
    void nobodyFindsTheServiceAtWhichServletsAreRegisteredByACall() throws Exception {
        close();
        Bundle server = bundle(WebServerGate.WEB_SERVER);
        Bundle foreign = bundle("com.example.shop");
        foreign.getBundleContext().addServiceListener(event -> heard.add("foreign " + event.getType()));
        register(server, WebServerGate.HTTP_SERVICE);

        assertThat(found(foreign, WebServerGate.HTTP_SERVICE)).isEmpty();
        assertThat(found(server, WebServerGate.HTTP_SERVICE)).containsExactly(WebServerGate.WEB_SERVER);
        assertThat(heard).isEmpty();
    }

    @Test
    void itSaysThatItIsClosedAndIsTheSystemBundles() throws Exception {
        close();
        for (Class<?> hook : List.of(FindHook.class, EventListenerHook.class)) {
            assertThat(framework.getBundleContext().getServiceReferences(hook, "(centossrv.gate=closed)"))
                    .singleElement()
                    .satisfies(reference ->
                            assertThat(reference.getBundle().getBundleId()).isZero());
        }
    }

    @Test
    void itDoesNotPretendToHaveBeenInTime() throws Exception {
        bundle(WebServerGate.WEB_SERVER);
        assertThatThrownBy(this::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("web server");
        assertThat(framework.getBundleContext().getServiceReference(FindHook.class))
                .isNull();
    }

    private void close() {
        new GateActivator().start(framework.getBundleContext());
    }

    private static List<String> found(Bundle viewer, String type) throws InvalidSyntaxException {
        var references = viewer.getBundleContext().getAllServiceReferences(type, null);
        return references == null
                ? List.of()
                : Arrays.stream(references)
                        .map(reference -> reference.getBundle().getSymbolicName())
                        .toList();
    }

    private static ServiceRegistration<?> register(Bundle owner, String type) {
        // a factory: the framework can't hold its product against a type that is not on this class path
        return owner.getBundleContext().registerService(type, new Unmade(), null);
    }

    private Bundle bundle(String name) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        Bundle bundle =
                framework.getBundleContext().installBundle("test:" + name, new ByteArrayInputStream(jar.toByteArray()));
        bundle.start();
        return bundle;
    }

    private static final class Unmade implements org.osgi.framework.ServiceFactory<Object> {
        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            throw new IllegalStateException("nobody asks for it");
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            throw new IllegalStateException("nobody asks for it");
        }
    }
}
