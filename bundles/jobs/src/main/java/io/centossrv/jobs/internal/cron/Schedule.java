// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs something again and again.
 *
 * @param id of the schedule
 * @param name by which people call it
 * @param timing when it runs
 * @param request what it runs, as it came, JSON; it may hold secrets
 * @param confirmed on how many nodes it may run; empty where few are enough
 * @param owner the account that added it, for which its jobs are submitted
 * @param enabled whether it runs
 * @param createdAt by the control plane's clock
 * @param nextDue the next time by its line; empty while it is not enabled
 */
public record Schedule(
        UUID id,
        String name,
        Timing timing,
        String request,
        Optional<Integer> confirmed,
        String owner,
        boolean enabled,
        Instant createdAt,
        Optional<Instant> nextDue) {
    @Override
    public String toString() {
        return "Schedule[name=" + name + ", cron=" + timing.cron() + ", zone=" + timing.zone() + "]";
    }
}
