// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import io.centossrv.jobs.internal.cron.MissedPolicy;
import io.centossrv.jobs.internal.cron.OverlapPolicy;
import io.centossrv.jobs.internal.submit.RunRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for a schedule.
 *
 * @param name by which people call it
 * @param cron the line
 * @param zone an IANA name
 * @param jitter up to how much later a run may start
 * @param request what is run
 * @param confirmed the number of nodes on which it may run, where they are many
 */
public record NewSchedule(
        String name,
        String cron,
        String zone,
        Duration jitter,
        MissedPolicy missed,
        OverlapPolicy overlap,
        RunRequest request,
        Optional<Integer> confirmed) {}
