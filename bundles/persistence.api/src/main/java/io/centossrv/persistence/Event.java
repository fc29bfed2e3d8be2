// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import java.time.Instant;

/**
 * An event with its number.
 *
 * @param sequence from 1, without gaps, in the order in which they became visible
 * @param at when the transaction wrote it, by the database's clock
 * @param topic as drafted
 * @param subject as drafted
 * @param actor as drafted
 * @param audit as drafted
 * @param data a JSON object
 */
public record Event(
        long sequence, Instant at, String topic, String subject, String actor, boolean audit, String data) {}
