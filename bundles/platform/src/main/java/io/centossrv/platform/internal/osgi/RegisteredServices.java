// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Asks bundles for the services that they announce. */
final class RegisteredServices {
    private static final String COMPONENT = "component.name";

    private RegisteredServices() {}

    /** Names a service that is announced and can't be had: making its component failed. */
    static Optional<String> obstacle(BundleContext context, List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            ServiceReference<?>[] references = bundle.getRegisteredServices();
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                if (context.getService(reference) == null) {
                    return Optional.of("component " + reference.getProperty(COMPONENT) + " of "
                            + bundle.getSymbolicName() + " can't be made");
                }
                context.ungetService(reference);
            }
        }
        return Optional.empty();
    }
}
