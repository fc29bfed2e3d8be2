// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

/** The keys of {@code etc/io.centossrv.inventory.cfg} that concern enrolment. */
public @interface EnrolmentConfig {
    /** The port at which agents reach the bus. */
    int bus_port() default 8444;

    /** How often one address may ask to enrol or whether it is accepted. */
    int enrolments_per_minute() default 600;

    /** How often one address may show a token that is no good. */
    int enrolments_refused_per_minute() default 20;

    /** How many nodes may wait to be accepted. */
    int pending_limit() default 10_000;
}
