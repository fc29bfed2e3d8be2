// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import java.util.Optional;

/**
 * One argument of a module.
 *
 * @param name its name
 * @param type what it may be
 * @param elements of a list: what each element may be
 * @param fallback the value where none is given
 * @param choices the only values allowed; empty for any
 * @param aliases other names
 * @param required whether it must be given
 * @param notYet Ansible knows it and we don't: giving it is a mistake that says so
 */
public record ArgumentOption(
        String name,
        ArgumentType type,
        Optional<ArgumentType> elements,
        Optional<Object> fallback,
        List<String> choices,
        List<String> aliases,
        boolean required,
        boolean notYet) {
    public ArgumentOption {
        choices = List.copyOf(choices);
        aliases = List.copyOf(aliases);
    }

    /** Returns an option that may be left out and takes any value of the type. */
    public static ArgumentOption of(String name, ArgumentType type) {
        return new ArgumentOption(name, type, Optional.empty(), Optional.empty(), List.of(), List.of(), false, false);
    }

    /** Returns the same, with what each element of the list may be. */
    public ArgumentOption of(ArgumentType element) {
        return new ArgumentOption(name, type, Optional.of(element), fallback, choices, aliases, required, notYet);
    }

    /** Returns the same, with a value for where none is given. */
    public ArgumentOption orElse(Object value) {
        return new ArgumentOption(name, type, elements, Optional.of(value), choices, aliases, required, notYet);
    }

    /** Returns the same, for these values only. */
    public ArgumentOption oneOf(String... values) {
        return new ArgumentOption(name, type, elements, fallback, List.of(values), aliases, required, notYet);
    }

    /** Returns the same, also under other names. */
    public ArgumentOption or(String... names) {
        return new ArgumentOption(name, type, elements, fallback, choices, List.of(names), required, notYet);
    }

    /** Returns the same, which must be given. */
    public ArgumentOption must() {
        return new ArgumentOption(name, type, elements, fallback, choices, aliases, true, notYet);
    }

    /** Returns the same, known and not supported. */
    public ArgumentOption later() {
        return new ArgumentOption(name, type, elements, fallback, choices, aliases, required, true);
    }
}
