// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.OutputCapture;
import java.time.Instant;

/**
 * What came of one task.
 *
 * @param index of the task over all plays, from 0
 * @param play name of the play
 * @param task the task
 * @param status how it ended
 * @param ignored whether it failed and the run goes on
 * @param result the module's, censored where the task says {@code no_log}
 * @param output what its commands printed; nothing where the task says {@code no_log}
 */
public record TaskReport(
        int index,
        String play,
        CompiledTask task,
        TaskStatus status,
        boolean ignored,
        ModuleResult result,
        Instant startedAt,
        Instant endedAt,
        OutputCapture output) {
    /** Of a task that printed nothing. */
    public TaskReport(
            int index,
            String play,
            CompiledTask task,
            TaskStatus status,
            boolean ignored,
            ModuleResult result,
            Instant startedAt,
            Instant endedAt) {
        this(index, play, task, status, ignored, result, startedAt, endedAt, OutputCapture.unwatched());
    }
}
