// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All facts of a node, sent when one has changed and at the start of a link.
 *
 * @param observedAt by the node's clock
 * @param facts dotted name, such as {@code os.version}, to value; at most 2,000
 */
public record InventoryReport(Instant observedAt, Map<String, FactValue> facts) {
    /** Its type on the wire. */
    public static final MessageType<InventoryReport> TYPE = new MessageType<>(
            "inventory.report",
            1,
            InventoryReport.class,
            List.of(FactValue.Text.class, FactValue.Whole.class, FactValue.Flag.class, FactValue.Texts.class));

    public InventoryReport {
        facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
