// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.internal.parse.KnownModules;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which names are modules. */
final class ModuleNames {
    private static final String BUILTIN = "ansible.builtin.";
    private static final String LEGACY = "ansible.legacy.";
    /** Their arguments may be one text that is not of pairs. */
    private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");
    /** They too may be given a text that is no pair. */
    private static final Set<String> TEXTS = Set.of(
            "include",
            "include_vars",
            "include_tasks",
            "include_role",
            "import_tasks",
            "import_role",
            "add_host",
            "group_by",
            "set_fact",
            "meta");

    private final LoadSettings settings;

    ModuleNames(LoadSettings settings) {
        this.settings = settings;
    }

    /** Returns the full name of a module that can run. */
    Optional<String> resolve(String name) {
        String full = full(name);
        return settings.modules()
                .find(name)
                .map(module -> module.name())
                .or(() -> settings.actions().contains(full) ? Optional.of(full) : Optional.empty());
    }

    /** Returns whether Ansible knows it, or may know it. */
    boolean isKnown(String name) {
        return resolve(name).isPresent() || KnownModules.contains(name);
    }

    /** Returns the short names of all modules. */
    Set<String> offers() {
        TreeSet<String> names = new TreeSet<>(KnownModules.all());
        settings.actions().forEach(name -> names.add(ModuleCatalog.shortName(name)));
        settings.modules().names().forEach(name -> names.add(ModuleCatalog.shortName(name)));
        return names;
    }

    static String full(String name) {
        if (name.indexOf('.') < 0) {
            return BUILTIN + name;
        }
        return name.startsWith(LEGACY) ? BUILTIN + name.substring(LEGACY.length()) : name;
    }

    static boolean is(String name, String... shortNames) {
        return Set.of(shortNames).contains(ModuleCatalog.shortName(full(name)));
    }

    static boolean isCommand(String name) {
        return COMMANDS.contains(ModuleCatalog.shortName(full(name)));
    }

    static boolean takesText(String name) {
        return isCommand(name) || TEXTS.contains(ModuleCatalog.shortName(full(name)));
    }
}
