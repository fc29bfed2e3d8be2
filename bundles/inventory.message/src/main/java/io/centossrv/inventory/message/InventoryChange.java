// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;
import java.util.List;

/**
 * What changed in a node's inventory. Where the control plane does not have the base of a section it changes nothing of it,
 * and asks for the whole by {@link ResendInventory}.
 *
 * @param observedAt by the node's clock
 * @param sections at most 50
 */
public record InventoryChange(Instant observedAt, List<SectionChange> sections) {
    /** Its type on the wire. */
    public static final MessageType<InventoryChange> TYPE = new MessageType<>(
            "inventory.change",
            1,
            InventoryChange.class,
            List.of(FactValue.Text.class, FactValue.Whole.class, FactValue.Flag.class, FactValue.Texts.class));

    public InventoryChange {
        sections = List.copyOf(sections);
    }
}
