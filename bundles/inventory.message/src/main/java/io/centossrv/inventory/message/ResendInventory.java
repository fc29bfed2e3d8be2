// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import io.centossrv.protocol.MessageType;
import java.util.List;

/**
 * Asks an agent to report sections as a whole.
 *
 * @param sections those whose base is not known; what the agent does not have is left out
 */
public record ResendInventory(List<String> sections) {
    /** Its type on the wire. */
    public static final MessageType<ResendInventory> TYPE =
            MessageType.of("inventory.resend", 1, ResendInventory.class);

    public ResendInventory {
        sections = List.copyOf(sections);
    }
}
