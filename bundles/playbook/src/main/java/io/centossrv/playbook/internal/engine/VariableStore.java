// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.RunInventory.Owner;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All variables of a run, by Ansible's precedence. Of one thread. */
final class VariableStore {
    private final EngineSettings settings;
    private final HostTable hosts;
    private final Templars templars;
    private final Map<String, Map<String, Object>> facts = new HashMap<>();
    private final Map<String, Map<String, Object>> included = new HashMap<>();
    private final Map<String, Map<String, Object>> set = new HashMap<>();
    private final Map<String, Optional<Map<String, Object>>> files = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> ofHosts = new HashMap<>();
    private final Map<String, Object> prompted = new LinkedHashMap<>();
    private final MagicVariables magic;
    private int hostsVersion = -1;

    VariableStore(EngineSettings settings, HostTable hosts, Templars templars) {
        this.settings = settings;
        this.hosts = hosts;
        this.templars = templars;
        this.magic = new MagicVariables(settings, hosts, this);
    }

    MagicVariables magic() {
        return magic;
    }

    /** Returns what a host, a task of a play sees; a play alone where there is no host yet. */
    HostVariables of(PlayContext context, Optional<String> host, Optional<TaskStep> task) {
        List<Map<String, Object>> layers = new ArrayList<>();
        Play play = context.play();
        context.roles().forEach(role -> layers.add(RoleVariables.defaults(List.of(role))));
        List<Role> chain = task.map(step -> step.scope().roles()).orElse(List.of());
        layers.add(RoleVariables.defaults(chain));
        host.ifPresent(name -> addHost(name, play.folder(), layers));
        layers.add(play.keywords().vars());
        layers.add(prompted);
        Map<String, Object> magicVariables = magic.of(Optional.of(context), host, task);
        addFiles(play, host.isPresent(), layers, magicVariables);
        context.roles().forEach(role -> layers.add(RoleVariables.vars(List.of(role))));
        layers.add(RoleVariables.vars(chain));
        task.ifPresent(step -> layers.add(step.vars()));
        host.ifPresent(name -> {
            layers.add(included.getOrDefault(name, Map.of()));
            layers.add(set.getOrDefault(name, Map.of()));
        });
        layers.add(RoleVariables.params(chain));
        task.ifPresent(step -> layers.add(step.params()));
        layers.add(settings.extraVars());
        layers.add(magicVariables);
        return new HostVariables(layers, settings.vault());
    }

    /** Returns what others see of a host: nothing of plays, roles and tasks. */
    HostVariables ofHost(String host, String folder) {
        List<Map<String, Object>> layers = new ArrayList<>();
        addHost(host, folder, layers);
        layers.add(included.getOrDefault(host, Map.of()));
        layers.add(set.getOrDefault(host, Map.of()));
        layers.add(settings.extraVars());
        layers.add(magic.of(Optional.empty(), Optional.of(host), Optional.empty()));
        return new HostVariables(layers, settings.vault());
    }

    private void addHost(String host, String folder, List<Map<String, Object>> layers) {
        if (hostsVersion != hosts.version()) {
            ofHosts.clear();
            hostsVersion = hosts.version();
        }
        layers.addAll(ofHosts.computeIfAbsent(host + "\n" + folder, key -> inventory(host, folder)));
        Map<String, Object> known = facts.get(host);
        Map<String, Object> named = new LinkedHashMap<>();
        if (known != null) {
            named.putAll(known);
            Map<String, Object> short0 = new LinkedHashMap<>();
            known.forEach((name, value) -> short0.put(shortened(name), value));
            named.put("ansible_facts", short0);
        } else {
            named.put("ansible_facts", new LinkedHashMap<String, Object>());
        }
        layers.add(named);
    }

    static String shortened(String fact) {
        return fact.startsWith("ansible_") && !fact.equals("ansible_local") ? fact.substring(8) : fact;
    }

    private List<Map<String, Object>> inventory(String host, String folder) {
        List<String> groups = hosts.groupsOf(host).stream()
                .filter(name -> !name.equals("all"))
                .toList();
        List<Map<String, Object>> layers = new ArrayList<>();
        layers.add(hosts.groupVars("all"));
        groups.forEach(group -> layers.add(hosts.groupVars(group)));
        layers.add(settings.inventory().besideInventory(Owner.GROUP, "all"));
        layers.add(settings.inventory().besidePlaybook(folder, Owner.GROUP, "all"));
        groups.forEach(group -> layers.add(settings.inventory().besideInventory(Owner.GROUP, group)));
        groups.forEach(group -> layers.add(settings.inventory().besidePlaybook(folder, Owner.GROUP, group)));
        layers.add(hosts.hostVars(host));
        layers.add(Map.of(
                "inventory_hostname",
                host,
                "inventory_hostname_short",
                host.split("\\.", 2)[0],
                "group_names",
                new ArrayList<Object>(groups.stream().sorted().toList())));
        layers.add(settings.inventory().besideInventory(Owner.HOST, host));
        layers.add(settings.inventory().besidePlaybook(folder, Owner.HOST, host));
        return layers;
    }

    private void addFiles(
            Play play, boolean hasHost, List<Map<String, Object>> layers, Map<String, Object> magicVariables) {
        for (Object item : play.varsFiles()) {
            List<Map<String, Object>> seen = new ArrayList<>(layers);
            seen.add(settings.extraVars());
            seen.add(magicVariables);
            Templar templar = templars.of(new HostVariables(seen, settings.vault()), List.of(play.folder()));
            boolean found = false;
            try {
                for (Object candidate : Scope.elements(item)) {
                    String name = Text.of(templar.template(candidate));
                    Optional<Map<String, Object>> content = variables(play.folder(), name);
                    if (content.isPresent()) {
                        layers.add(content.get());
                        found = true;
                        break;
                    }
                }
            } catch (UndefinedError missing) {
                // It may be there for a host; where it isn't, Ansible goes on without the file.
                continue;
            } catch (JinjaException e) {
                throw new RunFailure("bad-template", Optional.of(play.position()), e.getMessage());
            }
            if (!found && hasHost) {
                throw new RunFailure("missing-file", Optional.empty(), "vars file " + Text.of(item) + " was not found");
            }
        }
    }

    private Optional<Map<String, Object>> variables(String folder, String name) {
        return files.computeIfAbsent(folder + "\n" + name, key -> {
            for (String candidate : templars.files().candidates(List.of(folder), "vars", name)) {
                if (templars.files().isFile(candidate)) {
                    return Optional.of(read(candidate));
                }
            }
            return Optional.empty();
        });
    }

    private Map<String, Object> read(String path) {
        Loaded<Map<String, Object>> loaded = settings.loader().variables(path);
        return loaded.value().orElseThrow(() -> Mistakes.failure(loaded.mistakes()));
    }

    void prompted(String name, Object value) {
        prompted.put(name, value);
    }

    void clearPrompts() {
        prompted.clear();
    }

    void setFacts(String host, Map<String, Object> more) {
        facts.computeIfAbsent(host, key -> new LinkedHashMap<>()).putAll(texts(Values.unsafe(more)));
    }

    private static Map<String, Object> texts(Object map) {
        return Values.texts((Map<?, ?>) map);
    }

    boolean hasFacts(String host) {
        return facts.containsKey(host);
    }

    void clearFacts(String host) {
        facts.remove(host);
    }

    void set(String host, Map<String, Object> more) {
        set.computeIfAbsent(host, key -> new LinkedHashMap<>()).putAll(more);
    }

    void include(String host, Map<String, Object> more) {
        included.computeIfAbsent(host, key -> new LinkedHashMap<>()).putAll(more);
    }

    Templars templars() {
        return templars;
    }
}
