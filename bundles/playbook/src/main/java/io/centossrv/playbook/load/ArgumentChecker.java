// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.internal.parse.NearestName;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Task;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Checks arguments of modules as far as they are literal. */
final class ArgumentChecker {
    /** What may be wrong only because another option is not known yet. */
    private static final Set<String> OF_ALL = Set.of("missing-required", "missing-one-of", "required-one-of");

    private final ModuleCatalog modules;
    private final boolean defaults;
    private final List<Mistake> mistakes;

    /**
     * Creates a checker.
     *
     * @param defaults whether {@code module_defaults} may give what is missing
     */
    ArgumentChecker(ModuleCatalog modules, boolean defaults, List<Mistake> mistakes) {
        this.modules = modules;
        this.defaults = defaults;
        this.mistakes = mistakes;
    }

    void check(Task task) {
        Action action = task.action();
        Optional<Module> module = modules.find(action.module());
        if (module.isEmpty()) {
            return;
        }
        ArgumentSpec spec = module.get().arguments();
        Map<String, Object> literal = new LinkedHashMap<>();
        action.arguments().forEach((name, value) -> {
            if (!name.equals(Action.VARIABLE) && !Templates.in(value)) {
                literal.put(name, value);
            }
        });
        boolean whole = literal.size() == action.arguments().size() && !defaults;
        ArgumentSpec.Checked checked =
                spec.check(ModuleCatalog.shortName(module.get().name()), literal, UnaryOperator.identity());
        List<ArgumentMistake> wrong =
                checked.mistakes().isEmpty() && whole ? module.get().review(checked.arguments()) : checked.mistakes();
        for (ArgumentMistake mistake : wrong) {
            boolean certain = whole || (mistake.option().isPresent() && !OF_ALL.contains(mistake.code()));
            if (certain) {
                add(mistake, spec, task);
            }
        }
    }

    private void add(ArgumentMistake mistake, ArgumentSpec spec, Task task) {
        String offer = mistake.code().equals("unsupported-option")
                ? NearestName.offer(
                        mistake.option().orElse(""),
                        spec.options().stream().map(ArgumentOption::name).toList())
                : "";
        mistakes.add(new Mistake(
                mistake.code(),
                mistake.option().map(option -> task.action().place().at(option)).orElse(task.position()),
                mistake.message() + offer));
    }
}
