// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.transport.internal.codec.PayloadCodecs;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.BundleReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Codecs that go with the bundle whose classes they are for. */
@Component(service = PayloadCodecs.class)
public final class BundlePayloadCodecs extends PayloadCodecs {
    /** No link lets a longer one through. */
    private static final long LIMIT = 64L * 1024 * 1024;

    private static final int GONE =
            BundleEvent.STOPPED | BundleEvent.UNRESOLVED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;

    private final BundleContext context;
    private final BundleListener listener = this::changed;

    /** Watches the bundles. */
    @Activate
    public BundlePayloadCodecs(BundleContext context) {
        super(LIMIT);
        this.context = context;
        context.addBundleListener(listener);
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(listener);
    }

    private void changed(BundleEvent event) {
        if ((event.getType() & GONE) != 0) {
            drop(loader ->
                    loader instanceof BundleReference owned && owned.getBundle().equals(event.getBundle()));
        }
    }
}
