// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import java.util.Set;
import java.util.TreeSet;

/** The keywords of ansible-core 2.14, by where they may stand. */
final class KeywordNames {
    private static final Set<String> BASE = Set.of(
            "name",
            "connection",
            "port",
            "remote_user",
            "vars",
            "module_defaults",
            "environment",
            "no_log",
            "run_once",
            "ignore_errors",
            "ignore_unreachable",
            "check_mode",
            "diff",
            "any_errors_fatal",
            "throttle",
            "timeout",
            "debugger",
            "become",
            "become_method",
            "become_user",
            "become_flags",
            "become_exe",
            "tags");

    static final Set<String> PLAY = and(
            BASE,
            "collections",
            "hosts",
            "gather_facts",
            "gather_subset",
            "gather_timeout",
            "fact_path",
            "vars_files",
            "vars_prompt",
            "roles",
            "handlers",
            "pre_tasks",
            "post_tasks",
            "tasks",
            "force_handlers",
            "max_fail_percentage",
            "serial",
            "strategy",
            "order",
            "user");

    static final Set<String> BLOCK =
            and(BASE, "when", "collections", "block", "rescue", "always", "notify", "delegate_to", "delegate_facts");

    static final Set<String> TASK = and(
            BASE,
            "when",
            "collections",
            "action",
            "local_action",
            "args",
            "async",
            "changed_when",
            "delay",
            "delegate_facts",
            "delegate_to",
            "failed_when",
            "loop",
            "loop_control",
            "notify",
            "poll",
            "register",
            "retries",
            "until");

    static final Set<String> HANDLER = and(TASK, "listen");

    /** Of tasks that include something when they run. */
    static final Set<String> INCLUDE = Set.of(
            "name",
            "action",
            "local_action",
            "args",
            "collections",
            "debugger",
            "delegate_to",
            "ignore_errors",
            "listen",
            "loop",
            "loop_control",
            "no_log",
            "register",
            "run_once",
            "tags",
            "timeout",
            "vars",
            "when");

    static final Set<String> ROLE = and(BASE, "when", "collections", "role", "delegate_to", "delegate_facts");

    static final Set<String> IMPORT_PLAYBOOK =
            and(BASE, "when", "import_playbook", "ansible.builtin.import_playbook", "ansible.legacy.import_playbook");

    static final Set<String> LOOP_CONTROL =
            Set.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems");

    private KeywordNames() {}

    private static Set<String> and(Set<String> base, String... more) {
        TreeSet<String> all = new TreeSet<>(base);
        all.addAll(Set.of(more));
        return all;
    }
}
