// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.platform.security.Authenticator;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.WebSocketEndpoint;
import io.centossrv.rest.internal.gateway.RestCore;
import io.centossrv.rest.internal.gateway.RestSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Brings the services of the others to {@code rest}; each of them may come and go. */
@Component(service = RestPlatform.class, configurationPid = "io.centossrv.rest", immediate = true)
public final class RestPlatform {
    private final AtomicReference<Authenticator> authenticator = new AtomicReference<>();
    private final AtomicReference<ReadinessService> readiness = new AtomicReference<>();
    private final BundleContext context;
    private final RestCore core;
    private final UninstalledBundles uninstalled;

    @Activate
    public RestPlatform(BundleContext context, RestConfig config) {
        this.context = context;
        RestSettings settings = new RestSettings(
                config.body_max(),
                PluginAdminService.LARGEST_ARCHIVE,
                Duration.ofMillis(config.gap_millis()),
                Duration.ofMillis(config.drain_millis()),
                RestSettings.expected(config.expects()));
        core = new RestCore(
                settings, () -> Optional.ofNullable(authenticator.get()), () -> Optional.ofNullable(readiness.get()));
        uninstalled = new UninstalledBundles(core.applications()::forget);
        context.addBundleListener(uninstalled);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(uninstalled);
        core.close();
    }

    RestCore core() {
        return core;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindApplication(RestApplication application, Map<String, Object> properties) {
        core.applications().add(id(properties), application);
        core.applications()
                .domain(id(properties))
                .ifPresent(domain -> uninstalled.serves((Long) properties.get(Constants.SERVICE_BUNDLEID), domain));
    }

    void unbindApplication(RestApplication application, Map<String, Object> properties) {
        core.applications().remove(id(properties));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEndpoint(WebSocketEndpoint endpoint) {
        core.endpoints().add(endpoint);
    }

    void unbindEndpoint(WebSocketEndpoint endpoint) {
        core.endpoints().remove(endpoint);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAuthenticator(Authenticator service) {
        authenticator.set(service);
    }

    void unbindAuthenticator(Authenticator service) {
        // a replacement may have been bound before: only the one that goes is forgotten
        authenticator.compareAndSet(service, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindReadiness(ReadinessService service) {
        readiness.set(service);
    }

    void unbindReadiness(ReadinessService service) {
        readiness.compareAndSet(service, null);
    }

    private static long id(Map<String, Object> properties) {
        return (Long) properties.get(Constants.SERVICE_ID);
    }
}
