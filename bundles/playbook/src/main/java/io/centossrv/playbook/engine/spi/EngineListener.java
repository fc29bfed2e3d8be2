// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens, from the thread that runs; what it throws ends the run. */
@ConsumerType
public interface EngineListener {
    /** A play begins for a batch of hosts. */
    default void playStarted(String play, List<String> hosts) {}

    /** A play's patterns mean no host. */
    default void noHostsMatched() {}

    /** All hosts of a play have failed. */
    default void noHostsRemaining() {}

    /** A task begins. */
    default void taskStarted(TaskHeader task) {}

    /** A file of tasks was included for hosts. */
    default void included(String file, List<String> hosts) {}

    /** One element of a task's loop ended. */
    default void itemEnded(HostResult result) {}

    /** A task ended on a host. */
    default void taskEnded(HostResult result) {}

    /** A task is tried again on a host. */
    default void retried(HostResult result, long attempts, long left) {}

    /** A handler was notified. */
    default void notified(TaskHeader handler, String host) {}

    /** Something may not be as meant. */
    default void warned(String text) {}

    /** Something could not be read while it ran: its hosts fail. */
    default void troubled(RunFailure failure) {}

    /** All has ended. */
    default void recap(Map<String, HostTally> hosts, Map<String, Map<String, Object>> customStats) {}
}
