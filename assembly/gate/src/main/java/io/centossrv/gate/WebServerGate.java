// SPDX-License-Identifier: Apache-2.0
package io.centossrv.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Hides services between the web server and everyone but {@code rest}, whether {@code rest} runs or not. The web server
 * finds no servlet, filter, listener, resource, context or preprocessor of anyone else, so that none of them is ever
 * reached; and nobody finds its {@code HttpService}, at which a servlet could be registered by a call.
 */
final class WebServerGate implements FindHook, EventListenerHook {
    static final String WEB_SERVER = "org.apache.felix.http.jetty12";
    static final String REST = "io.centossrv.rest";
    static final String HTTP_SERVICE = "org.osgi.service.http.HttpService";

    private static final Set<String> SEEN = Set.of(WEB_SERVER, REST);

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        Bundle viewer = context.getBundle();
        references.removeIf(reference -> hidden(reference, viewer));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        listeners.keySet().removeIf(context -> hidden(event.getServiceReference(), context.getBundle()));
    }

    private static boolean hidden(ServiceReference<?> reference, Bundle viewer) {
        if (WEB_SERVER.equals(viewer.getSymbolicName())) {
            // null: it was unregistered a moment ago
            Bundle owner = reference.getBundle();
            return owner == null || !seen(owner);
        }
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return viewer.getBundleId() != 0 && Arrays.asList(types).contains(HTTP_SERVICE);
    }

    private static boolean seen(Bundle owner) {
        return owner.getBundleId() == 0 || SEEN.contains(owner.getSymbolicName());
    }
}
