// SPDX-License-Identifier: Apache-2.0
package io.centossrv.gate;

import java.util.Arrays;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;

/**
 * Closes the gate before any bundle above start level 1 starts, in the name of the system bundle. It carries the property
 * {@code centossrv.gate}: the control plane listens to nobody where no such hook is registered.
 */
public final class GateActivator implements BundleActivator {
    /** Says that the web server may see its own services, those of the framework and those of {@code rest}. */
    static final String PROPERTY = "centossrv.gate";

    @Override
    public void start(BundleContext context) {
        if (Arrays.stream(context.getBundles()).anyMatch(GateActivator::servesAlready)) {
            throw new IllegalStateException("The web server was started before the gate was closed.");
        }
        context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()},
                new WebServerGate(),
                FrameworkUtil.asDictionary(Map.of(PROPERTY, "closed")));
    }

    @Override
    public void stop(BundleContext context) {
        // it stays closed until the framework itself has ended
    }

    private static boolean servesAlready(Bundle bundle) {
        return WebServerGate.WEB_SERVER.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE;
    }
}
