// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

/**
 * How a run ended.
 *
 * @param kind how
 * @param reason which task and why, in one sentence; empty where all went well
 * @param results how many tasks ended
 */
public record RunOutcome(Kind kind, String reason, int results) {
    /** How a run can end. */
    public enum Kind {
        OK,
        CHANGED,
        FAILED,
        TIMED_OUT,
        CANCELLED
    }
}
