// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.store.PostgresFactStore;
import io.centossrv.inventory.internal.store.PostgresItemStore;
import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.inventory.message.SectionChange;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestRejected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what changed in a node's inventory, and asks for the whole of what it can't apply the change to. */
@Component(service = ReportHandler.class)
public final class InventoryChangeHandler implements ReportHandler<InventoryChange> {
    private static final int MAX_SECTIONS = 50;

    private final PostgresFactStore facts;
    private final PostgresItemStore items;
    private final ResendRequests resend;

    @Activate
    public InventoryChangeHandler(
            @Reference PostgresFactStore facts, @Reference PostgresItemStore items, @Reference ResendRequests resend) {
        this.facts = facts;
        this.items = items;
        this.resend = resend;
    }

    @Override
    public MessageType<InventoryChange> type() {
        return InventoryChange.TYPE;
    }

    @Override
    public void handle(NodeId from, Instant receivedAt, InventoryChange report) {
        if (report.sections().size() > MAX_SECTIONS) {
            throw new RequestRejected("report-too-large", "the report holds more than " + MAX_SECTIONS + " sections");
        }
        Instant at = receivedAt.truncatedTo(ChronoUnit.MICROS);
        List<String> unknown = new ArrayList<>();
        for (SectionChange change : report.sections()) {
            if (!apply(from, change, report.observedAt(), at)) {
                unknown.add(change.section());
            }
        }
        if (!unknown.isEmpty()) {
            resend.ask(from, unknown);
        }
    }

    private boolean apply(NodeId from, SectionChange change, Instant observedAt, Instant receivedAt) {
        String base = InventoryLimits.hash(change.base());
        String hash = InventoryLimits.hash(change.hash());
        switch (InventoryLimits.section(change.section())) {
            case SectionChange.VITALS -> {
                facts.putVitals(from, new Facts(InventoryLimits.facts(change.facts()), observedAt, receivedAt));
                return true;
            }
            case SectionChange.FACTS -> {
                PostgresFactStore.Change checked = new PostgresFactStore.Change(
                        base, hash, InventoryLimits.facts(change.facts()), InventoryLimits.names(change.removed()));
                return facts.apply(from, checked, observedAt, receivedAt);
            }
            default -> {
                InventoryLimits.items(change.items());
                InventoryLimits.keys(change.removed());
                return items.apply(from, change, observedAt, receivedAt);
            }
        }
    }
}
