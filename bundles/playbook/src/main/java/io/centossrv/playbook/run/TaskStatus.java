// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

/** How a task ended. */
public enum TaskStatus {
    OK,
    CHANGED,
    FAILED,
    SKIPPED,
    /** A check that can't be made without running it; never shown as ok. */
    UNKNOWN
}
