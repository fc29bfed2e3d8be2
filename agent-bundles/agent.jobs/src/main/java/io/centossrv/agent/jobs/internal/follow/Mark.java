// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

/**
 * How much of a job has been reported.
 *
 * @param offset where in the journal's file of tasks the rest starts
 * @param next the number of tasks reported
 * @param begun whether the beginning was reported
 * @param done whether the end was
 */
record Mark(long offset, int next, boolean begun, boolean done) {
    static final Mark NOTHING = new Mark(0, 0, false, false);

    Mark beginning() {
        return new Mark(offset, next, true, done);
    }

    Mark upTo(long newOffset, int tasks, boolean ended) {
        return new Mark(newOffset, next + tasks, true, ended);
    }
}
