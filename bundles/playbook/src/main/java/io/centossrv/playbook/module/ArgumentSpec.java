// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The arguments that a module takes. Immutable. */
public final class ArgumentSpec {
    /** The name under which a free-form text is kept. */
    public static final String FREE_FORM = "_raw_params";

    private final Map<String, ArgumentOption> options;
    private final List<List<String>> exclusive;
    private final List<List<String>> oneOf;
    private final List<List<String>> together;
    private final List<Requirement> requirements;
    private final boolean freeForm;

    private ArgumentSpec(
            Map<String, ArgumentOption> options,
            List<List<String>> exclusive,
            List<List<String>> oneOf,
            List<List<String>> together,
            List<Requirement> requirements,
            boolean freeForm) {
        this.options = options;
        this.exclusive = exclusive;
        this.oneOf = oneOf;
        this.together = together;
        this.requirements = requirements;
        this.freeForm = freeForm;
    }

    /** Returns a specification with these options. */
    public static ArgumentSpec of(List<ArgumentOption> options) {
        Map<String, ArgumentOption> byName = new LinkedHashMap<>();
        options.forEach(option -> byName.put(option.name(), option));
        return new ArgumentSpec(byName, List.of(), List.of(), List.of(), List.of(), false);
    }

    /** Returns the same, of which at most one of these options may be given. */
    public ArgumentSpec mutuallyExclusive(String... names) {
        return new ArgumentSpec(options, with(exclusive, List.of(names)), oneOf, together, requirements, freeForm);
    }

    /** Returns the same, of which at least one of these options must be given. */
    public ArgumentSpec requiredOneOf(String... names) {
        return new ArgumentSpec(options, exclusive, with(oneOf, List.of(names)), together, requirements, freeForm);
    }

    /** Returns the same, of which all of these options must be given or none. */
    public ArgumentSpec requiredTogether(String... names) {
        return new ArgumentSpec(options, exclusive, oneOf, with(together, List.of(names)), requirements, freeForm);
    }

    /** Returns the same, where an option with this value, given or by fallback, asks for all of these. */
    public ArgumentSpec requiredIf(String option, Object value, String... needed) {
        return asking(new Requirement(option, Optional.of(value), List.of(needed), false));
    }

    /** Returns the same, where an option with this value, given or by fallback, asks for one of these. */
    public ArgumentSpec requiredOneIf(String option, Object value, String... needed) {
        return asking(new Requirement(option, Optional.of(value), List.of(needed), true));
    }

    /** Returns the same, where an option, whatever its value, asks for all of these. */
    public ArgumentSpec requiredBy(String option, String... needed) {
        return asking(new Requirement(option, Optional.empty(), List.of(needed), false));
    }

    private ArgumentSpec asking(Requirement requirement) {
        return new ArgumentSpec(options, exclusive, oneOf, together, with(requirements, requirement), freeForm);
    }

    /** Returns the same, for a module whose arguments may be one text, kept as {@link #FREE_FORM}. */
    public ArgumentSpec takingFreeForm() {
        return new ArgumentSpec(options, exclusive, oneOf, together, requirements, true);
    }

    /** Returns whether the arguments may be one text. */
    public boolean freeForm() {
        return freeForm;
    }

    /** Returns the options, in their order. */
    public List<ArgumentOption> options() {
        return List.copyOf(options.values());
    }

    /** Returns the option of a name or alias. */
    public Optional<ArgumentOption> option(String name) {
        ArgumentOption exact = options.get(name);
        return exact != null
                ? Optional.of(exact)
                : options.values().stream()
                        .filter(option -> option.aliases().contains(name))
                        .findFirst();
    }

    /**
     * Checks and coerces what a task gives.
     *
     * @param module short name, for messages
     * @param given plain values by name or alias
     * @param expand what makes a path of a {@link ArgumentType#PATH}; the identity where there is no node yet
     */
    public Checked check(String module, Map<String, Object> given, UnaryOperator<String> expand) {
        return new ArgumentCheck(this, module, expand).check(given);
    }

    List<List<String>> exclusive() {
        return exclusive;
    }

    List<List<String>> oneOf() {
        return oneOf;
    }

    List<List<String>> together() {
        return together;
    }

    List<Requirement> requirements() {
        return requirements;
    }

    private static <T> List<T> with(List<T> groups, T group) {
        List<T> all = new ArrayList<>(groups);
        all.add(group);
        return List.copyOf(all);
    }

    /**
     * What came of a check.
     *
     * @param arguments those that are right, with fallbacks
     * @param mistakes all of them, the one that Ansible would report first
     */
    public record Checked(Arguments arguments, List<ArgumentMistake> mistakes) {
        public Checked {
            mistakes = List.copyOf(mistakes);
        }
    }
}
