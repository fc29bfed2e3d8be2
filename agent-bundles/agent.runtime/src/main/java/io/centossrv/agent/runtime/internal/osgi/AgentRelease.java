// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.osgi;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Which release of the agent runs. */
@Component(service = AgentRelease.class)
public final class AgentRelease {
    private final String version;

    @Activate
    public AgentRelease(BundleContext context) {
        this.version = context.getBundle().getVersion().toString();
    }

    /** Returns the version as OSGi writes it. */
    public String version() {
        return version;
    }
}
