// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.time.Instant;

/**
 * That a job was stopped before all of its nodes had started.
 *
 * @param at by the control plane's clock
 * @param code {@code cancelled} or {@code max-failures}
 * @param reason in words; may be empty
 * @param actor the account that cancelled it, or the domain where it stopped by itself
 */
public record JobStop(Instant at, String code, String reason, String actor) {
    /** The code of a job that an account cancelled; nodes where it ran were told to end it. */
    public static final String CANCELLED = "cancelled";

    /** The code of a job that stopped because too many nodes failed; where it ran it runs on. */
    public static final String MAX_FAILURES = "max-failures";
}
