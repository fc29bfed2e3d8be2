// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.link.RecordingBus;
import io.centossrv.inventory.internal.store.InventoryFixture;
import java.time.Clock;

/** The services over the stores of a fixture. */
public final class InventoryServices {
    private final InventoryFixture inventory;
    private final FixedKeys keys = new FixedKeys();
    private final RecordingBus bus = new RecordingBus();
    private final MapSettings settings = new MapSettings();

    public InventoryServices(InventoryFixture inventory) {
        this.inventory = inventory;
    }

    public FixedKeys keys() {
        return keys;
    }

    public RecordingBus bus() {
        return bus;
    }

    public StoredInventoryService reading() {
        return new StoredInventoryService(inventory.nodes(), inventory.facts(), inventory.groups());
    }

    public LabelAdminService labels() {
        return new LabelAdminService(reading(), inventory.labels(), inventory.clock());
    }

    public GroupAdminService groups() {
        return new GroupAdminService(reading(), inventory.groups(), inventory.groupChanges(), inventory.clock());
    }

    public HistoryService history() {
        return new HistoryService(inventory.history());
    }

    /** Finds hosts on the loopback of this machine; end it after the test. */
    public DiscoveryService discoveries() {
        return new DiscoveryService(inventory.discoveries(), settings, Clock.systemUTC());
    }

    public ExpectedHostService expected() {
        return new ExpectedHostService(inventory.expected(), inventory.clock());
    }

    public MapSettings settings() {
        return settings;
    }

    public AuditedInventoryAdminService changing() {
        return new AuditedInventoryAdminService(inventory.standing(), tokens(), bus.cutter(), inventory.clock());
    }

    public AuditedNodeAdminService lifecycle() {
        return new AuditedNodeAdminService(
                inventory.lifecycle(),
                inventory.acceptances(),
                inventory.replacements(),
                bus.cutter(),
                inventory.clock());
    }

    public StoredExplanationService explaining() {
        return new StoredExplanationService(inventory.nodes(), inventory.stories());
    }

    public AuditedJoinTokenService tokens() {
        return new AuditedJoinTokenService(inventory.tokens(), inventory.nodes(), keys, inventory.clock());
    }

    public EnrolmentService enrolling(int perMinute, int refusedPerMinute) {
        return new EnrolmentService(
                inventory.enrolments(),
                bus.cutter(),
                keys,
                new EnrolmentSettings(18444, perMinute, refusedPerMinute, InventoryFixture.PENDING_LIMIT),
                inventory.clock());
    }
}
