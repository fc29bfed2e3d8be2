// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.BusKey;
import java.time.Duration;
import java.util.Optional;

/**
 * A machine that wants to be a node. But for its key, nothing of it is trusted.
 *
 * @param key what it will identify itself with on the bus
 * @param hostname what it calls itself
 * @param machineId of systemd, empty where it has none
 * @param dmiUuid of its firmware, empty where it has none or may not read it
 * @param site that it is set to; empty where it is set to none
 * @param clockOffset how far its clock is ahead of ours; empty where it did not say
 */
public record Applicant(
        BusKey key,
        String hostname,
        String machineId,
        String dmiUuid,
        Optional<String> site,
        Optional<Duration> clockOffset) {
    /** Returns a machine that says no more than it must. */
    public static Applicant of(BusKey key, String hostname, String machineId) {
        return new Applicant(key, hostname, machineId, "", Optional.empty(), Optional.empty());
    }
}
