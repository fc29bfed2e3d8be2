// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.store.PostgresFactStore;
import io.centossrv.inventory.message.InventoryReport;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what agents of the release before report: all facts at once. */
@Component(service = ReportHandler.class)
public final class InventoryReportHandler implements ReportHandler<InventoryReport> {
    private final PostgresFactStore facts;

    @Activate
    public InventoryReportHandler(@Reference PostgresFactStore facts) {
        this.facts = facts;
    }

    @Override
    public MessageType<InventoryReport> type() {
        return InventoryReport.TYPE;
    }

    @Override
    public void handle(NodeId from, Instant receivedAt, InventoryReport report) {
        facts.put(from, new Facts(InventoryLimits.facts(report.facts()), report.observedAt(), receivedAt));
    }
}
