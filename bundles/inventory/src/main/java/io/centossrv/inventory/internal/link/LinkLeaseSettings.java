// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * What leases are set to.
 *
 * @param lease how long a node stays online after its last heartbeat
 */
record LinkLeaseSettings(Duration lease) {
    LinkLeaseSettings {
        if (lease.toMillis() < 100 || lease.toHours() > 24) {
            throw new IllegalArgumentException(
                    "io.centossrv.inventory: link.lease must be PT0.1S to PT24H, not " + lease);
        }
    }

    static LinkLeaseSettings of(LinkLeaseConfig config) {
        try {
            return new LinkLeaseSettings(Duration.parse(config.link_lease()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "io.centossrv.inventory: link.lease is no ISO-8601 duration: " + config.link_lease(), e);
        }
    }
}
