// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.EvaluationError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a function as Python declares them: a name alone must be given, one that ends in {@code =} may be
 * left out.
 */
public final class Signature {
    private final String function;
    private final List<String> names;
    private final int required;

    private Signature(String function, List<String> names, int required) {
        this.function = function;
        this.names = names;
        this.required = required;
    }

    /** Declares parameters, such as {@code of("round", "value", "precision=", "method=")}. */
    public static Signature of(String function, String... parameters) {
        int required = 0;
        while (required < parameters.length && !parameters[required].endsWith("=")) {
            required++;
        }
        List<String> names = List.of(parameters).stream()
                .map(name -> name.endsWith("=") ? name.substring(0, name.length() - 1) : name)
                .toList();
        return new Signature(function, names, required);
    }

    /** Takes arguments for the parameters; a TypeError in Python's words where they don't fit. */
    public Bound bind(CallArguments arguments) {
        Map<String, Object> given = new HashMap<>();
        List<Object> positional = arguments.positional();
        if (positional.size() > names.size()) {
            throw EvaluationError.type(function + "() takes " + names.size() + " positional arguments but "
                    + positional.size() + " were given");
        }
        for (int i = 0; i < positional.size(); i++) {
            given.put(names.get(i), positional.get(i));
        }
        arguments.named().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw EvaluationError.type(function + "() got an unexpected keyword argument '" + name + "'");
            }
            if (given.containsKey(name)) {
                throw EvaluationError.type(function + "() got multiple values for argument '" + name + "'");
            }
            given.put(name, value);
        });
        for (String name : names.subList(0, required)) {
            if (!given.containsKey(name)) {
                throw EvaluationError.type(function + "() missing 1 required positional argument: '" + name + "'");
            }
        }
        return new Bound(given);
    }

    /** Arguments by the names of their parameters. */
    public static final class Bound {
        private final Map<String, Object> given;

        private Bound(Map<String, Object> given) {
            this.given = given;
        }

        /** Tells whether a parameter was given. */
        public boolean has(String name) {
            return given.containsKey(name);
        }

        /** Returns an argument, null for None and for what was not given. */
        public Object get(String name) {
            return given.get(name);
        }

        /** Returns an argument, or else what holds without it. */
        public Object get(String name, Object otherwise) {
            return given.containsKey(name) ? given.get(name) : otherwise;
        }

        /** Returns an argument's truth. */
        public boolean truth(String name, boolean otherwise) {
            return given.containsKey(name) ? Truth.of(given.get(name)) : otherwise;
        }

        /** Returns an argument that must be an integer of Java's int range. */
        public int integer(String name, int otherwise) {
            return given.containsKey(name) ? Numbers.index(given.get(name)) : otherwise;
        }

        /** Returns an argument as text. */
        public String text(String name, String otherwise) {
            return given.containsKey(name) ? Text.of(given.get(name)) : otherwise;
        }
    }
}
