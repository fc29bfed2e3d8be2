// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.model.Loaded;
import java.util.Map;

/** The {@code group_vars} and {@code host_vars} in a folder of a project. Reads each file once; of one thread. */
public final class FolderVariables {
    private final FolderFiles files;

    /** Creates one of a folder within the project: that of an inventory, or of a playbook. */
    public FolderVariables(LoadSettings settings, String folder) {
        this.files = new FolderFiles(settings, folder);
    }

    /** Returns the variables of a group, as written; none where there is no file of it. */
    public Loaded<Map<String, Object>> group(String name) {
        return files.read("group_vars", name);
    }

    /** Returns the variables of a host, as written; none where there is no file of it. */
    public Loaded<Map<String, Object>> host(String name) {
        return files.read("host_vars", name);
    }
}
