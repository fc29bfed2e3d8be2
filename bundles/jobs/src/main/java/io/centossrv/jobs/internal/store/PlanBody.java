// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import java.util.Map;

/**
 * A plan before it is bound to a node.
 *
 * @param files SHA-256 to content
 */
public record PlanBody(String play, boolean check, boolean diff, Map<String, byte[]> files) {
    public PlanBody {
        files = Map.copyOf(files);
    }
}
