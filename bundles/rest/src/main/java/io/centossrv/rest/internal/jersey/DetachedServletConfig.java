// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The surroundings that a Jersey container sees: empty ones. An application is built when its domain comes, which may be
 * before the web server is up, and outlives a restart of the web server (at each new certificate); so it can't hold the
 * context of either.
 */
final class DetachedServletConfig implements ServletConfig {
    private final String name;
    private final ServletContext context;

    DetachedServletConfig(String name) {
        this.name = name;
        this.context = emptyContext();
    }

    private static ServletContext emptyContext() {
        return (ServletContext) Proxy.newProxyInstance(
                DetachedServletConfig.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute", "getInitParameter" -> null;
                    case "getInitParameterNames", "getAttributeNames" -> Collections.emptyEnumeration();
                    case "getContextPath" -> "";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "empty servlet context";
                    default ->
                        throw new UnsupportedOperationException(
                                "a resource has no servlet context: " + method.getName());
                });
    }

    @Override
    public String getServletName() {
        return name;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public String getInitParameter(String parameter) {
        return null;
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.emptyEnumeration();
    }
}
