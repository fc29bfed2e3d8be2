// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Tells which domains are gone for good: a bundle that is stopped may come back, one that is uninstalled does not. It is
 * told in the call that uninstalls.
 */
final class UninstalledBundles implements SynchronousBundleListener {
    private final Map<Long, String> domains = new ConcurrentHashMap<>();
    private final Consumer<String> gone;

    UninstalledBundles(Consumer<String> gone) {
        this.gone = gone;
    }

    /** Remembers whose bundle serves a domain. */
    void serves(long bundle, String domain) {
        domains.put(bundle, domain);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            String domain = domains.remove(event.getBundle().getBundleId());
            if (domain != null && !domains.containsValue(domain)) {
                gone.accept(domain);
            }
        }
    }
}
