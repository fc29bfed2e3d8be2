// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ProjectReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does what a task asks for: an action of the engine's own, or a module. */
final class Actions {
    private final EngineSettings settings;
    private final Map<String, EngineAction> own = new LinkedHashMap<>();

    Actions(EngineSettings settings) {
        this.settings = settings;
        own.put("debug", TalkActions::debug);
        own.put("assert", TalkActions::check);
        own.put("fail", TalkActions::fail);
        own.put("ping", TalkActions::ping);
        own.put("pause", TalkActions::pause);
        own.put("set_fact", VariableActions::setFact);
        own.put("set_stats", VariableActions::setStats);
        own.put("add_host", InventoryActions::addHost);
        own.put("group_by", InventoryActions::groupBy);
        own.put("include_vars", call -> new IncludeVarsAction(call).run());
        own.put("validate_argument_spec", call -> new SpecificationAction(call).run());
        own.put("template", call -> new TemplateAction(call, this).run());
        own.put("setup", FactsAction::run);
        own.put("gather_facts", FactsAction::run);
    }

    Map<String, Object> run(ActionCall call) {
        String name =
                ModuleCatalog.shortName(call.step().task().action().module()).replaceFirst("^ansible\\.legacy\\.", "");
        EngineAction action = own.get(name);
        call.step()
                .keyword("delegate_to")
                .map(value -> Text.of(call.templar().template(value)))
                .filter(host -> !settings.inventory().reaches(host))
                .ifPresent(host -> {
                    throw new TaskFailure("a task can't be delegated to another node yet: delegate_to=" + host);
                });
        if (action != null) {
            return new LinkedHashMap<>(action.run(call));
        }
        Module module = module(call);
        if (name.equals("copy") && call.argument("dest").isEmpty()) {
            throw new TaskFailure("dest is required");
        }
        return new LinkedHashMap<>(
                ModuleCall.run(module, located(module, call), settings.run().project()));
    }

    /** Returns the call with the files that it names at the places where they were found. */
    private static ActionCall located(Module module, ActionCall call) {
        Map<String, Object> arguments = Values.texts((Map<?, ?>) Values.plain(call.arguments()));
        Map<String, Object> located = new LinkedHashMap<>(call.arguments());
        for (ProjectReference reference : module.references(
                module.arguments().check(module.name(), arguments, text -> text).arguments())) {
            if (arguments.get(reference.option()) instanceof String name && !name.startsWith("/")) {
                String slash = name.endsWith("/") ? "/" : "";
                call.templars()
                        .files()
                        .first(call.templars().files().candidates(call.folders(), reference.folder(), name))
                        .ifPresent(found -> located.put(reference.option(), found + slash));
            }
        }
        return call.with(located);
    }

    private Module module(ActionCall call) {
        String name = call.step().task().action().module();
        return find(name)
                .orElseThrow(() -> new TaskFailure("The module " + ModuleCatalog.shortName(name)
                        + " was not found: this node has no module '" + name + "'"));
    }

    Optional<Module> find(String name) {
        return settings.modules().find(name);
    }

    /** Refuses arguments that an action doesn't take. */
    static void only(ActionCall call, String name, Set<String> known) {
        for (String given : call.arguments().keySet()) {
            if (!known.contains(given)) {
                throw new TaskFailure("Invalid options for " + name + ": " + given);
            }
        }
    }
}
