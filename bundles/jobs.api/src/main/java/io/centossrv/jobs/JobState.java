// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

/** Where a job is as a whole. */
public enum JobState {
    QUEUED,
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** Tells whether nothing will change any more. */
    public boolean isFinal() {
        return this != QUEUED && this != WAITING && this != RUNNING;
    }
}
