// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.BusKey;

/**
 * A machine that wants to be a node.
 *
 * @param key what it will identify itself with on the bus
 * @param hostname what it calls itself; not trusted
 * @param machineId of systemd, empty where it has none; not trusted
 */
public record Applicant(BusKey key, String hostname, String machineId) {}
