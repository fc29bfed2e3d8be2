// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.command;

import io.centossrv.platform.security.Permission;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a shell command is called, takes and needs.
 *
 * @param noun what it acts on, such as {@code node}: the scope in the shell
 * @param verb what it does, such as {@code list}: the name in the shell, after the colon
 * @param summary one sentence for {@code help}
 * @param permission what the caller must hold; a command without one can't exist
 * @param arguments positional, in order; only the last may take many
 * @param options named, in the order of {@code help}
 */
public record CommandDescriptor(
        String noun,
        String verb,
        String summary,
        Permission permission,
        List<Argument> arguments,
        List<Option> options) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

    public CommandDescriptor {
        if (!WORD.matcher(noun).matches() || !WORD.matcher(verb).matches()) {
            throw new IllegalArgumentException("not a command name: " + noun + ":" + verb);
        }
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(permission, "permission");
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        Set<String> names = new HashSet<>();
        for (Argument argument : arguments) {
            if (!names.add(argument.name())) {
                throw new IllegalArgumentException("argument twice: " + argument.name());
            }
        }
        for (Option option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("option twice: " + option.name());
            }
        }
    }

    /** Returns {@code noun:verb}. */
    public String name() {
        return noun + ":" + verb;
    }

    /**
     * A positional argument.
     *
     * @param name as {@code help} and {@link CommandInvocation#argument} call it
     * @param summary one sentence
     * @param required whether the command is refused without it
     * @param many whether it takes all that is left
     */
    public record Argument(String name, String summary, boolean required, boolean many) {}

    /**
     * A named option, {@code --name VALUE} or {@code --name}.
     *
     * @param name without the hyphens
     * @param summary one sentence
     * @param takesValue false for a flag
     */
    public record Option(String name, String summary, boolean takesValue) {}
}
