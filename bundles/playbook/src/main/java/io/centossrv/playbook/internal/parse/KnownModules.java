// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.Set;

/** What Ansible has beside what is here. */
public final class KnownModules {
    private KnownModules() {}

    /** Returns whether Ansible has a module of this short or full name, or may have: a collection is too large to list. */
    public static boolean contains(String name) {
        return Keywords.isModuleOfAnsible(name);
    }

    /** Returns those of Ansible's own that administrators use, by their short names. */
    public static Set<String> all() {
        return Keywords.MODULES_OF_ANSIBLE;
    }
}
