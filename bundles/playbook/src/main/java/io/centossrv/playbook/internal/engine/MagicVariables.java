// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The variables that Ansible itself sets. */
final class MagicVariables {
    private final EngineSettings settings;
    private final HostTable hosts;
    private final VariableStore store;
    private final String omit =
            "__omit_place_holder__" + UUID.randomUUID().toString().replace("-", "");
    private Optional<String> folder = Optional.empty();
    private Map<String, Object> groups = Map.of();
    private int groupsVersion = -1;

    MagicVariables(EngineSettings settings, HostTable hosts, VariableStore store) {
        this.settings = settings;
        this.hosts = hosts;
        this.store = store;
    }

    /** Returns the value that leaves an argument out. */
    String omit() {
        return omit;
    }

    /** Says in which folder the play is that runs. */
    void folder(String now) {
        folder = Optional.of(now);
    }

    Map<String, Object> of(Optional<PlayContext> context, Optional<String> host, Optional<TaskStep> task) {
        Map<String, Object> vars = new LinkedHashMap<>();
        ProjectPaths files = store.templars().files();
        vars.put("playbook_dir", files.absolute(folder.orElse("")).toString());
        context.ifPresent(play -> play(play, vars));
        task.flatMap(TaskStep::role).ifPresent(role -> {
            String shortName = role.name().substring(role.name().lastIndexOf('.') + 1);
            vars.put("role_name", shortName);
            vars.put("role_path", files.absolute(role.path()).toString());
            vars.put("ansible_role_name", role.name());
        });
        vars.put("groups", groups());
        vars.put("omit", omit);
        options(vars);
        if (context.isPresent()) {
            vars.put("hostvars", hostvars());
        }
        return vars;
    }

    private Map<String, Object> groups() {
        if (groupsVersion != hosts.version()) {
            groups = hosts.asMap();
            groupsVersion = hosts.version();
        }
        return groups;
    }

    private static void play(PlayContext context, Map<String, Object> vars) {
        List<Object> direct = new ArrayList<>();
        Set<Object> dependent = new LinkedHashSet<>();
        for (Role role : context.roles()) {
            direct.add(role.name());
            RoleVariables.dependencies(role).forEach(each -> dependent.add(each.name()));
        }
        Set<Object> all = new LinkedHashSet<>(dependent);
        all.addAll(direct);
        vars.put("ansible_role_names", new ArrayList<>(all));
        vars.put("ansible_play_role_names", direct);
        vars.put("ansible_dependent_role_names", new ArrayList<>(dependent));
        vars.put("role_names", direct);
        vars.put("ansible_play_name", context.name());
        vars.put("ansible_play_hosts_all", new ArrayList<Object>(context.allHosts()));
        vars.put("ansible_play_hosts", without(context.allHosts(), context.removed()));
        vars.put("ansible_play_batch", without(context.batch(), context.removed()));
        vars.put("play_hosts", without(context.batch(), context.removed()));
    }

    private static List<Object> without(List<String> names, Set<String> removed) {
        return new ArrayList<>(
                names.stream().filter(name -> !removed.contains(name)).toList());
    }

    private void options(Map<String, Object> vars) {
        EngineSettings.Options options = settings.options();
        vars.put("ansible_check_mode", settings.run().check());
        vars.put("ansible_diff_mode", settings.run().diff());
        vars.put("ansible_forks", (long) options.forks());
        vars.put("ansible_verbosity", (long) options.verbosity());
        vars.put("ansible_run_tags", new ArrayList<Object>(options.tags().isEmpty() ? List.of("all") : options.tags()));
        vars.put("ansible_skip_tags", new ArrayList<Object>(options.skipTags()));
        options.limit().ifPresent(limit -> vars.put("ansible_limit", limit));
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("string", "2.14.18");
        version.put("full", "2.14.18");
        version.put("major", 2L);
        version.put("minor", 14L);
        version.put("revision", 18L);
        vars.put("ansible_version", version);
    }

    private Map<String, Object> hostvars() {
        return new LazyMap(
                hosts::hosts,
                host -> hosts.hasHost(host) ? Optional.of(new LazyMap.Made(varsOf(host))) : Optional.empty());
    }

    private Map<String, Object> varsOf(String host) {
        HostVariables variables = store.ofHost(host, folder.orElse(""));
        io.centossrv.jinja.ansible.Templar templar = store.templars().of(variables, List.of(folder.orElse("")));
        return new LazyMap(
                variables::names,
                name -> variables.has(name)
                        ? Optional.of(new LazyMap.Made(
                                templar.template(variables.value(name).orElse(null))))
                        : Optional.empty());
    }
}
