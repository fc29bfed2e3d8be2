// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.pause;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What the node's clocks show.
 *
 * @param clock may be set at any time, by anybody
 * @param bootId the kernel's, new at each boot
 * @param uptime since that boot, sleep included; nobody sets it
 */
public record NodeTime(Instant clock, String bootId, Duration uptime) {
    /** Returns the time now. */
    public static NodeTime now(Clock clock) throws IOException {
        String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        return new NodeTime(
                clock.instant(),
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
                Duration.ofMillis(new BigDecimal(uptime).movePointRight(3).longValue()));
    }
}
