// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.security.Caller;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the words of a call to the arguments and options of a descriptor: {@code --name value}, {@code --name=value},
 * {@code --flag}; after {@code --} everything is an argument. An argument that takes many also takes words that look
 * like options once its first word came, so that {@code job:run web1 ls -l} needs no {@code --}.
 */
final class Words {
    static final ErrorCode USAGE = new ErrorCode("usage", ErrorKind.USER);

    private final CommandDescriptor descriptor;
    private final Map<String, List<String>> given = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> positional = new ArrayList<>();

    private Words(CommandDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static ParsedInvocation parse(CommandDescriptor descriptor, List<String> words, Caller caller, PrintStream out) {
        Words parsed = new Words(descriptor);
        parsed.read(words);
        parsed.assign();
        return new ParsedInvocation(caller, out, parsed.given, parsed.flags);
    }

    private void read(List<String> words) {
        boolean onlyArguments = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            onlyArguments |= insideMany();
            if (!onlyArguments && word.equals("--")) {
                onlyArguments = true;
            } else if (onlyArguments || !word.startsWith("--")) {
                positional.add(word);
            } else {
                i += option(word.substring(2), i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty());
            }
        }
    }

    /** Tells whether the words so far have reached the argument that takes all that is left. */
    private boolean insideMany() {
        int arguments = descriptor.arguments().size();
        return arguments > 0 && descriptor.arguments().get(arguments - 1).many() && positional.size() >= arguments;
    }

    /** Takes an option and returns how many further words it took. */
    private int option(String text, Optional<String> following) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Option option = descriptor.options().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow(() -> usage("there is no option --" + name));
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw usage("the option --" + name + " takes no value");
            }
            flags.add(name);
            return 0;
        }
        String value = equals >= 0
                ? text.substring(equals + 1)
                : following.orElseThrow(() -> usage("the option --" + name + " needs a value"));
        if (given.put(name, List.of(value)) != null) {
            throw usage("the option --" + name + " stands twice");
        }
        return equals >= 0 ? 0 : 1;
    }

    private void assign() {
        int next = 0;
        for (Argument argument : descriptor.arguments()) {
            List<String> rest = positional.subList(next, positional.size());
            if (rest.isEmpty()) {
                if (argument.required()) {
                    throw usage("the argument " + argument.name() + " is missing");
                }
                continue;
            }
            List<String> taken = argument.many() ? rest : rest.subList(0, 1);
            given.put(argument.name(), List.copyOf(taken));
            next += taken.size();
        }
        if (next < positional.size()) {
            throw usage("too many arguments, starting with '" + positional.get(next) + "'");
        }
    }

    private CentossrvException usage(String what) {
        return new CentossrvException(
                USAGE, descriptor.name() + ": " + what + ". Usage: " + CommandHelp.synopsis(descriptor));
    }
}
