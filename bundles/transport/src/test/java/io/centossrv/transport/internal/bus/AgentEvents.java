// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import io.centossrv.transport.AgentLink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what an agent's listener is told. */
public final class AgentEvents implements AgentLink.Listener {
    public final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void up() {
        events.add("up");
    }

    @Override
    public void down(String reason) {
        events.add("down " + reason);
    }
}
