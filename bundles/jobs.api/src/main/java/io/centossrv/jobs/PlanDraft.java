// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.util.Map;

/**
 * What a node is to do, before the domain {@code jobs} binds it to node, job and time and signs it.
 *
 * @param play the compiled play as JSON (docs/architecture.md, plans): tasks with module, arguments and names
 * @param files what the tasks refer to: lower-case hex SHA-256 to content; together with the play at most nearly 4 MiB
 * @param check predict and change nothing
 * @param diff report before and after
 */
public record PlanDraft(String play, Map<String, byte[]> files, boolean check, boolean diff) {
    public PlanDraft {
        files = Map.copyOf(files);
    }
}
