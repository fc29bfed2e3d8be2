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
    private final boolean freeForm;

    private ArgumentSpec(
            Map<String, ArgumentOption> options,
            List<List<String>> exclusive,
            List<List<String>> oneOf,
            boolean freeForm) {
        this.options = options;
        this.exclusive = exclusive;
        this.oneOf = oneOf;
        this.freeForm = freeForm;
    }

    /** Returns a specification with these options. */
    public static ArgumentSpec of(List<ArgumentOption> options) {
        Map<String, ArgumentOption> byName = new LinkedHashMap<>();
        options.forEach(option -> byName.put(option.name(), option));
        return new ArgumentSpec(byName, List.of(), List.of(), false);
    }

    /** Returns the same, of which at most one of these options may be given. */
    public ArgumentSpec mutuallyExclusive(String... names) {
        return new ArgumentSpec(options, with(exclusive, List.of(names)), oneOf, freeForm);
    }

    /** Returns the same, of which at least one of these options must be given. */
    public ArgumentSpec requiredOneOf(String... names) {
        return new ArgumentSpec(options, exclusive, with(oneOf, List.of(names)), freeForm);
    }

    /** Returns the same, for a module whose arguments may be one text, kept as {@link #FREE_FORM}. */
    public ArgumentSpec takingFreeForm() {
        return new ArgumentSpec(options, exclusive, oneOf, true);
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

    private static List<List<String>> with(List<List<String>> groups, List<String> group) {
        List<List<String>> all = new ArrayList<>(groups);
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
