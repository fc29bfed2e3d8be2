// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A host of an inventory.
 *
 * @param vars its own, as written; with {@code inventory_file} and {@code inventory_dir}
 */
public record InventoryHost(String name, Map<String, Object> vars) {
    public InventoryHost {
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }

    /** Variables may be secrets: only their names are told. */
    @Override
    public String toString() {
        return "InventoryHost[name=" + name + ", vars=" + vars.keySet() + "]";
    }
}
