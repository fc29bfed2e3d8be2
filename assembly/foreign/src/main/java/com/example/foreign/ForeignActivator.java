// SPDX-License-Identifier: Apache-2.0
package com.example.foreign;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** Registers each kind of thing that a web server of OSGi takes in; where it is taken, it answers 200 to anybody. */
public final class ForeignActivator implements BundleActivator {
    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
    private static final String CONTEXT = "osgi.http.whiteboard.context.select";

    private BundleContext context;

    @Override
    public void start(BundleContext own) throws ReflectiveOperationException, InvalidSyntaxException {
        context = own;
        servlet(Map.of(PATTERN, "/foreign/default"));
        servlet(Map.of(PATTERN, new String[] {"/api/v1/status", "/api/v1/nodes/*", "/api/v1/x/foreign"}));
        servlet(Map.of(PATTERN, "/foreign/ours", CONTEXT, "(osgi.http.whiteboard.context.name=centossrv)"));

        context(Map.of("osgi.http.whiteboard.context.name", "shop", "osgi.http.whiteboard.context.path", "/foreign"));
        servlet(Map.of(PATTERN, "/own", CONTEXT, "(osgi.http.whiteboard.context.name=shop)"));
        context(Map.of(
                "osgi.http.whiteboard.context.name",
                "centossrv",
                "osgi.http.whiteboard.context.path",
                "/api/v1",
                "service.ranking",
                1000));
        servlet(Map.of(PATTERN, "/jobs", CONTEXT, "(osgi.http.whiteboard.context.path=/api/v1)"));

        register(
                Filter.class,
                new Open.InTheWay("/foreign/filter"),
                Map.of("osgi.http.whiteboard.filter.pattern", "/*", CONTEXT, "(osgi.http.whiteboard.context.name=*)"));
        register(Preprocessor.class, new Open.InTheWay("/foreign/preprocessor"), Map.of("service.ranking", 1000));
        register(
                Object.class,
                this,
                Map.of(
                        "osgi.http.whiteboard.resource.pattern",
                        "/foreign/resource/*",
                        "osgi.http.whiteboard.resource.prefix",
                        "/open"));
        register(javax.servlet.Servlet.class, new OpenJavax(), Map.of(PATTERN, "/foreign/javax"));
        call();
    }

    private void servlet(Map<String, Object> properties) {
        register(Servlet.class, new Open(), properties);
    }

    private void context(Map<String, Object> properties) {
        register(ServletContextHelper.class, new ServletContextHelper(context.getBundle()) {}, properties);
    }

    private <T> void register(Class<T> type, T service, Map<String, Object> properties) {
        context.registerService(type, service, FrameworkUtil.asDictionary(properties));
    }

    /** The old way: a call at the web server's own service. Its package may not be there to be compiled against. */
    private void call() throws ReflectiveOperationException, InvalidSyntaxException {
        ServiceReference<?>[] found = context.getAllServiceReferences("org.osgi.service.http.HttpService", null);
        if (found != null) {
            Object service = context.getService(found[0]);
            Method register = Arrays.stream(service.getClass().getMethods())
                    .filter(method -> method.getName().equals("registerServlet") && method.getParameterCount() == 4)
                    .findFirst()
                    .orElseThrow();
            register.setAccessible(true);
            register.invoke(service, "/foreign/call", new OpenJavax(), null, null);
        }
    }

    @Override
    public void stop(BundleContext own) {
        // the framework takes back what was registered
    }
}
