// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs an outage once, and once that it is over, however often the bus calls meanwhile. */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final String consequence;
    private final AtomicBoolean failing = new AtomicBoolean();

    OutageLog(String consequence) {
        this.consequence = consequence;
    }

    void fails(RuntimeException cause) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn("{} It is tried again. cause={}", consequence, cause.getMessage());
        }
    }

    void works() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Over: {}", consequence);
        }
    }
}
