// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.cfg.JakartaRSFeature;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.internal.json.RestJson;
import io.centossrv.rest.internal.openapi.OpenApiFragment;
import io.centossrv.rest.internal.routing.ApplicationFactory;
import io.centossrv.rest.internal.routing.ApplicationRefused;
import io.centossrv.rest.internal.routing.Operation;
import io.centossrv.rest.internal.routing.RequestHandler;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.async.AsyncContextDelegateProviderImpl;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;

/** Builds for each application a Jersey of its own, which shares nothing with the others and dies with it. */
public final class JerseyApplications implements ApplicationFactory {
    // Jersey warns at each build that a resource is no provider. Held here, since loggers are held weakly elsewhere.
    private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    /** Makes a factory. */
    public JerseyApplications() {
        PROVIDERS.setLevel(Level.SEVERE);
        // The API would look for its implementation through the bundles that happen to be active by now.
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
    }

    @Override
    public List<Operation> operations(RestApplication application) {
        return ResourceOperations.of(application.resources());
    }

    @Override
    public Map<String, Object> openApi(RestApplication application) {
        try {
            return OpenApiFragment.parse(application.openApi());
        } catch (IllegalArgumentException e) {
            throw new ApplicationRefused("its OpenAPI fragment is wrong: " + e.getMessage(), e);
        }
    }

    @Override
    public RequestHandler build(RestApplication application) {
        ServletContainer container = new ServletContainer(configuration(application));
        try {
            container.init(new DetachedServletConfig(application.domain() + "-" + application.version()));
        } catch (ServletException e) {
            throw new IllegalStateException("Jersey refuses the resources of domain=" + application.domain(), e);
        }
        return new JerseyHandler(container);
    }

    private static ResourceConfig configuration(RestApplication application) {
        ObjectMapper mapper = RestJson.mapper();
        ResourceConfig config = new ResourceConfig();
        config.setApplicationName(application.domain() + "-" + application.version());
        // Nothing is found by looking around: what is in an application is what is registered here.
        config.property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
        config.property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        config.property(ServerProperties.BV_FEATURE_DISABLE, true);
        config.property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
        config.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        config.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        JacksonJsonProvider json = new JacksonJsonProvider(mapper);
        json.disable(JakartaRSFeature.ALLOW_EMPTY_INPUT);
        config.register(json);
        config.register(new PermissionFilter());
        config.register(new BodyErrors());
        config.register(new FailureMapper());
        config.register(new ResponseCompletion());
        config.register(new AsyncSupport());
        application.resources().forEach(config::register);
        return config;
    }

    /** Found by the services lookup otherwise; without it each suspended response ends in a 500. */
    private static final class AsyncSupport extends AbstractBinder {
        @Override
        protected void configure() {
            bind(new AsyncContextDelegateProviderImpl()).to(AsyncContextDelegateProvider.class);
        }
    }
}
