// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The modules that there are. Immutable. */
public final class ModuleCatalog {
    private static final String BUILTIN = "ansible.builtin.";
    private static final List<String> COLLECTIONS =
            List.of("ansible.posix.", "community.general.", "community.crypto.");
    private static final String LEGACY = "ansible.legacy.";

    private final Map<String, Module> byName;

    public ModuleCatalog(Collection<Module> modules) {
        Map<String, Module> names = new LinkedHashMap<>();
        for (Module module : modules) {
            if (names.putIfAbsent(module.name(), module) != null) {
                throw new IllegalArgumentException("two modules are called name=" + module.name());
            }
        }
        this.byName = Collections.unmodifiableMap(names);
    }

    /** Returns those that ServiceLoader finds with a class loader. */
    public static ModuleCatalog load(ClassLoader loader) {
        return new ModuleCatalog(ServiceLoader.load(Module.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /**
     * Returns the module of a full name, or of a short one: Ansible's own come first, then those of the collections into
     * which it moved what were its own.
     */
    public Optional<Module> find(String name) {
        String full = name.indexOf('.') < 0
                ? BUILTIN + name
                : name.startsWith(LEGACY) ? BUILTIN + name.substring(LEGACY.length()) : name;
        Module module = byName.get(full);
        return module != null || name.indexOf('.') >= 0
                ? Optional.ofNullable(module)
                : COLLECTIONS.stream()
                        .map(collection -> byName.get(collection + name))
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    /** Returns all full names. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Returns the part of a full name that people write. */
    public static String shortName(String name) {
        return name.startsWith(BUILTIN) ? name.substring(BUILTIN.length()) : name;
    }
}
