// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import io.centossrv.platform.internal.status.RunningRelease;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The version of this bundle. */
@Component
public final class BundleRelease implements RunningRelease {
    private final String version;

    @Activate
    public BundleRelease(BundleContext context) {
        this.version = context.getBundle().getVersion().toString();
    }

    @Override
    public String version() {
        return version;
    }
}
