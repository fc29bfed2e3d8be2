// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.model.Loaded;
import java.util.List;

/** Reads inventories in INI and YAML, folders of them, and lists of names. */
public final class InventoryReader {
    private final LoadSettings settings;

    public InventoryReader(LoadSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what all sources have together, the later over the earlier.
     *
     * @param sources each a path within the project, or names with a comma in between or behind
     */
    public Loaded<Inventory> read(List<String> sources) {
        return new InventoryFiles(settings).read(sources);
    }
}
