// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.osgi;

import io.centossrv.pki.internal.store.TlsKeystore;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches HTTPS on, with our certificate. It adds its properties while the web server's configuration is delivered, so
 * that the password of the keystore is in no configuration file and not in the cache of Configuration Admin either; plain
 * HTTP stays off whatever the file says. Without the gate, which keeps servlets of others from the web server, there is no
 * listener.
 */
@Component(
        service = ConfigurationPlugin.class,
        configurationPid = "io.centossrv.rest",
        immediate = true,
        property = {ConfigurationPlugin.CM_TARGET + "=" + HttpsListener.PID, "service.cmRanking:Integer=500"})
public final class HttpsListener implements ConfigurationPlugin {
    static final String PID = "org.apache.felix.http";

    private static final String GATE = "(centossrv.gate=closed)";
    private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);
    private static final long LOOK_MILLIS = 500;
    private static final int HIGHEST_PORT = 65_535;

    /** So often quickly after a change, later each so many times: the web server may be absent for long. */
    private static final int QUICK_LOOKS = 20;

    private static final int SLOW_LOOKS = 60;

    private final ConfigurationAdmin configurations;
    private final ControlPlaneKeysComponent keys;
    private final ListenerConfig config;
    private final AtomicReference<BigInteger> delivered = new AtomicReference<>(BigInteger.ZERO);
    private final ScheduledExecutorService looks;
    private final ScheduledFuture<?> looking;
    private int looksInVain;

    @Activate
    public HttpsListener(
            @Reference ConfigurationAdmin configurations,
            @Reference ControlPlaneKeysComponent keys,
            @Reference(target = GATE) FindHook gate,
            ListenerConfig config) {
        if (config.port() < 1 || config.port() > HIGHEST_PORT) {
            throw new IllegalArgumentException("io.centossrv.rest: port=" + config.port() + " is no port");
        }
        this.configurations = configurations;
        this.keys = keys;
        this.config = config;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "centossrv-pki-certificate");
            thread.setDaemon(true);
            return thread;
        });
        this.looking = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void deactivate() {
        looking.cancel(false);
        looks.shutdownNow();
    }

    /** Has the configuration delivered again until the web server got the certificate that is good now. */
    private void look() {
        try {
            boolean due = !serial(keys.currentTls()).equals(delivered.get());
            looksInVain = due ? looksInVain + 1 : 0;
            if (due && (looksInVain <= QUICK_LOOKS || looksInVain % SLOW_LOOKS == 0)) {
                Configuration configuration = configurations.getConfiguration(PID, "?");
                if (configuration.getProperties() == null) {
                    configuration.update(FrameworkUtil.asDictionary(Map.of("org.apache.felix.http.enable", false)));
                } else {
                    configuration.update();
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Exception error) {
        looksInVain++;
        if (looksInVain == 1 || looksInVain % SLOW_LOOKS == 0) {
            LOG.error("The TLS certificate can't be given to the web server", error);
        }
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        TlsKeystore.Content tls = keys.tls();
        properties.put("org.apache.felix.http.enable", false);
        properties.put("org.apache.felix.https.enable", true);
        properties.put("org.osgi.service.http.port.secure", config.port());
        if (!config.host().isBlank()) {
            properties.put("org.apache.felix.http.host", config.host());
        }
        properties.put("org.apache.felix.https.keystore", tls.file().toString());
        properties.put("org.apache.felix.https.keystore.type", "PKCS12");
        // Another password with each certificate: that is how the web server sees that the file has changed.
        properties.put("org.apache.felix.https.keystore.password", tls.password());
        properties.put("org.apache.felix.https.keystore.key.password", tls.password());
        properties.put("org.apache.felix.https.jetty.protocols.included", new String[] {"TLSv1.2", "TLSv1.3"});
        properties.put("org.apache.felix.https.jetty.renegotiateAllowed", false);
        properties.put("org.apache.felix.jetty.websocket.enable", true);
        delivered.set(serial(tls));
    }

    private static BigInteger serial(TlsKeystore.Content tls) {
        return tls.identity().certificate().getSerialNumber();
    }
}
