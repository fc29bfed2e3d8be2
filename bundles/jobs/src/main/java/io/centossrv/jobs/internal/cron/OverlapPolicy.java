// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

/** What becomes of a run while the one before has not ended. */
public enum OverlapPolicy {
    /** It is left out, and noted. */
    SKIP,
    /** It waits for the end of the one before. */
    QUEUE,
    /** It runs at the same time. */
    PARALLEL
}
