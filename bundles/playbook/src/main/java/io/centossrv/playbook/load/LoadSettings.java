// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * From what, and how, a playbook is read.
 *
 * @param modules that tasks may name
 * @param actions full names of what tasks may name beside modules: what the engine does itself
 * @param extraVars variables of the command line, which names of imports may use
 * @param vault opens encrypted files
 * @param sealed whether encrypted files are taken for empty, since they are opened elsewhere
 */
public record LoadSettings(
        Project project,
        ModuleCatalog modules,
        Set<String> actions,
        Map<String, Object> extraVars,
        Vault vault,
        boolean sealed) {
    public LoadSettings {
        actions = Set.copyOf(actions);
        extraVars = Collections.unmodifiableMap(new LinkedHashMap<>(extraVars));
    }
}
