// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.DiscoveryService;
import io.centossrv.inventory.internal.service.EnrolmentService;
import io.centossrv.inventory.internal.service.ExpectedHostService;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.LabelAdminService;
import io.centossrv.inventory.internal.service.StoredExplanationService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of this version of the inventory. */
@Component(service = RestApplication.class)
public final class InventoryRestApplication extends BundledRestApplication {
    @Activate
    public InventoryRestApplication(
            @Reference StoredInventoryService inventory,
            @Reference AuditedInventoryAdminService admin,
            @Reference AuditedNodeAdminService lifecycle,
            @Reference AuditedJoinTokenService tokens,
            @Reference StoredExplanationService explanations,
            @Reference EnrolmentService enrolments,
            @Reference LabelAdminService labels,
            @Reference GroupAdminService groups,
            @Reference HistoryService history,
            @Reference DiscoveryService discoveries,
            @Reference ExpectedHostService expected) {
        super(
                "inventory",
                Set.of(
                        "nodes",
                        "acceptances",
                        "join-tokens",
                        "enrolments",
                        "targets",
                        "tags",
                        "groups",
                        "discoveries",
                        "expected-hosts"),
                Set.of(
                        new NodesResource(inventory, admin, history),
                        new NodeLifecycleResource(inventory, lifecycle, tokens),
                        new NodeExplanationResource(inventory, explanations),
                        new AcceptancesResource(lifecycle),
                        new JoinTokensResource(tokens),
                        new EnrolmentsResource(enrolments),
                        new TargetsResource(inventory),
                        new TagsResource(labels),
                        new NodeTagsResource(inventory, labels),
                        new NodeInventoryResource(inventory, history),
                        new NodeDiffResource(inventory, history),
                        new GroupsResource(inventory, groups),
                        new DiscoveriesResource(discoveries),
                        new ExpectedHostsResource(expected)));
    }
}
