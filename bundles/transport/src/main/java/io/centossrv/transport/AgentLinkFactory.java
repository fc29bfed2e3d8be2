// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

import org.osgi.annotation.versioning.ProviderType;

/** Makes the agent's side of the bus; a service of the bundle. */
@ProviderType
public interface AgentLinkFactory {
    /** Opens a link that connects, and connects again, by itself until it is closed. Returns at once. */
    AgentLink open(AgentLinkSettings settings, AgentLink.Listener listener);
}
