// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

/**
 * What enrolment is set to.
 *
 * @param busPort where agents reach the bus
 * @param perMinute how many questions one address may ask
 * @param refusedPerMinute how many of them may be refused
 * @param pendingLimit how many nodes may wait to be accepted
 */
record EnrolmentSettings(int busPort, int perMinute, int refusedPerMinute, int pendingLimit) {
    EnrolmentSettings {
        require("bus.port", busPort, 65_535);
        require("enrolments.per.minute", perMinute, 1_000_000);
        require("enrolments.refused.per.minute", refusedPerMinute, 1_000_000);
        require("pending.limit", pendingLimit, 1_000_000);
    }

    static EnrolmentSettings of(EnrolmentConfig config) {
        return new EnrolmentSettings(
                config.bus_port(),
                config.enrolments_per_minute(),
                config.enrolments_refused_per_minute(),
                config.pending_limit());
    }

    private static void require(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "io.centossrv.inventory: " + key + " must be 1 to " + most + ", not " + value);
        }
    }
}
