// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

/** What becomes of runs whose time went by while no control plane was there. */
public enum MissedPolicy {
    /** They are left out, and noted. */
    SKIP,
    /** One run makes up for all of them. */
    RUN_ONCE,
    /** Each is made up for, the newest {@link Firing#MOST_MADE_UP} of them. */
    RUN_ALL
}
