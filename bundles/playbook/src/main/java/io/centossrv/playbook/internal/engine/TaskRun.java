// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.engine.spi.TaskHeader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as it ran on a host.
 *
 * @param items those of its loop; empty where it has none
 * @param result of all of it
 * @param vars what the task saw
 */
record TaskRun(
        TaskStep step,
        TaskHeader header,
        String host,
        boolean looped,
        List<ItemResult> items,
        ItemResult result,
        HostVariables vars,
        boolean runOnce,
        Instant startedAt) {
    /** Returns the result, or those of the loop's elements. */
    List<ItemResult> each() {
        return looped ? items : List.of(result);
    }

    Optional<String> delegate() {
        return result.delegate();
    }
}
