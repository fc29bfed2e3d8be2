// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class HttpsListenerTest {
    private static final FindHook GATE = (context, name, filter, all, references) -> {};

    @TempDir
    private Path etc;

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private ControlPlaneKeysComponent keys;

    private record Names(String names) implements PkiConfig {
        @Override
        public Class<? extends Annotation> annotationType() {
            return PkiConfig.class;
        }
    }

    private record Listener(int port, String host) implements ListenerConfig {
        @Override
        public Class<? extends Annotation> annotationType() {
            return ListenerConfig.class;
        }
    }

    @BeforeEach
    void open() throws Exception {
        System.setProperty("karaf.etc", etc.toString());
        keys = new ControlPlaneKeysComponent(new Names("srv.example.org, 10.0.0.7"));
    }

    @AfterEach
    void forget() {
        System.clearProperty("karaf.etc");
    }

    /** Delivers to the listener as Configuration Admin would, at each update. */
    private ConfigurationAdmin administration() {
        Configuration configuration = (Configuration) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Configuration.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("update")) {
                        calls.add("update" + (arguments == null ? "" : arguments[0]));
                    }
                    return method.getName().equals("getProperties")
                            ? FrameworkUtil.asDictionary(Map.of("a", "b"))
                            : null;
                });
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> configuration);
    }

    @SuppressWarnings("JdkObsolete") // Configuration Admin hands out a Dictionary
    private static Map<String, Object> delivered(HttpsListener listener) {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("org.apache.felix.http.enable", true));
        listener.modifyConfiguration(null, properties);
        return properties;
    }

    @Test
    void asksForDeliveryUntilTheWebServerHasTheCertificate() throws Exception {
        HttpsListener listener = new HttpsListener(administration(), keys, GATE, new Listener(18443, "127.0.0.1"));
        try {
            assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("update");
            assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("update");

            Map<String, Object> properties = delivered(listener);
            assertThat(properties)
                    .containsEntry("org.apache.felix.http.enable", false)
                    .containsEntry("org.apache.felix.https.enable", true)
                    .containsEntry("org.osgi.service.http.port.secure", 18443)
                    .containsEntry("org.apache.felix.http.host", "127.0.0.1")
                    .containsEntry(
                            "org.apache.felix.https.keystore",
                            etc.resolve("keys/https.p12").toString())
                    .containsEntry(
                            "org.apache.felix.https.keystore.password",
                            Files.readString(etc.resolve("keys/https.password")).strip());
            assertThat((String[]) properties.get("org.apache.felix.https.jetty.protocols.included"))
                    .containsExactly("TLSv1.2", "TLSv1.3");

            keys.modified(new Names("other.example.org"));
            calls.clear();
            assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("update");
            assertThat(delivered(listener).get("org.apache.felix.https.keystore.password"))
                    .isNotEqualTo(properties.get("org.apache.felix.https.keystore.password"));
        } finally {
            listener.deactivate();
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> new HttpsListener(administration(), keys, GATE, new Listener(70_000, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("port=70000");
    }

    @Test
    void theKeysAreReady() {
        assertThat(keys.name()).isEqualTo("keys");
        assertThat(keys.obstacle()).isEmpty();
        assertThat(keys.tlsChain()).hasSize(2);
    }
}
