// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.message.NodePause;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of a node's work.
 *
 * @param pause that its administrator made, as the node last told
 * @param open what is not final, the most first
 */
public record NodeWork(Optional<NodePause> pause, List<Open> open) {
    public NodeWork {
        open = List.copyOf(open);
    }

    /** So many jobs are in one state for one reason, which may be empty. */
    public record Open(NodeJobState state, String reason, int jobs) {}
}
