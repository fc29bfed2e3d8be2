// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told about the link to the control plane; a service (whiteboard). Called from one thread: return at once. */
@ConsumerType
public interface LinkListener {
    /** The control plane welcomed this agent. Also called at registration where the link is up. */
    void linkUp();
}
