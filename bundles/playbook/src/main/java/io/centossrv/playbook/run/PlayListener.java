// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.CompiledPlay;
import io.centossrv.playbook.CompiledTask;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens, from the thread that runs the plays; what it throws ends the run. */
@ConsumerType
public interface PlayListener {
    /** A play begins. */
    default void playStarted(CompiledPlay play) {}

    /** A task begins. */
    default void taskStarted(int index, CompiledTask task) {}

    /** A task ended. */
    void taskEnded(TaskReport report);
}
