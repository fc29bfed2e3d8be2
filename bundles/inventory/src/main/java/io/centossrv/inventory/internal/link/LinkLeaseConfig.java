// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

/** The keys of {@code etc/io.centossrv.inventory.cfg} that concern links. */
public @interface LinkLeaseConfig {
    /**
     * How long a node stays online after its last heartbeat, ISO-8601: three times {@code heartbeat.seconds} of
     * {@code etc/io.centossrv.transport.server.cfg}.
     */
    String link_lease() default "PT30S";
}
