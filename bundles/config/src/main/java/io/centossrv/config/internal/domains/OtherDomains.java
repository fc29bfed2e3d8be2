// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.domains;

import io.centossrv.inventory.InventoryService;
import io.centossrv.jobs.JobAdminService;
import io.centossrv.platform.DomainReference;
import io.centossrv.platform.DomainUnavailable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The ways to the domains that know the nodes and run the jobs. */
@Component(service = OtherDomains.class)
public final class OtherDomains {
    private final DomainReference<InventoryService> inventory = new DomainReference<>("inventory");
    private final DomainReference<JobAdminService> jobs = new DomainReference<>("jobs");

    /** Returns the inventory; throws {@link DomainUnavailable} while it is absent. */
    public InventoryService inventory() {
        return inventory.service();
    }

    /** Returns who takes jobs; throws {@link DomainUnavailable} while it is absent. */
    public JobAdminService jobs() {
        return jobs.service();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindInventory(InventoryService service) {
        inventory.bind(service);
    }

    public void unbindInventory(InventoryService service) {
        inventory.unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindJobs(JobAdminService service) {
        jobs.bind(service);
    }

    public void unbindJobs(JobAdminService service) {
        jobs.unbind(service);
    }
}
