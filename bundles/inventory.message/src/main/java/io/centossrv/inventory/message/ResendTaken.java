// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import io.centossrv.protocol.MessageType;

/**
 * The agent will report.
 *
 * @param sections how many
 */
public record ResendTaken(int sections) {
    /** Its type on the wire. */
    public static final MessageType<ResendTaken> TYPE = MessageType.of("inventory.resend-taken", 1, ResendTaken.class);
}
