// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.domains;

import io.centossrv.inventory.InventoryService;
import io.centossrv.platform.DomainUnavailable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The way to the domain that knows the nodes. */
@Component(service = InventoryAccess.class)
public final class InventoryAccess {
    private volatile InventoryService inventory;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindInventory(InventoryService service) {
        inventory = service;
    }

    public void unbindInventory(InventoryService service) {
        if (inventory == service) {
            inventory = null;
        }
    }

    /** Returns the domain's service; throws {@link DomainUnavailable} while it is absent. */
    public InventoryService service() {
        InventoryService present = inventory;
        if (present == null) {
            throw new DomainUnavailable("inventory");
        }
        return present;
    }
}
