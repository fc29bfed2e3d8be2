// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.Table;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;

/** What {@code help} and {@code --help} print. */
final class CommandHelp {
    private CommandHelp() {}

    static String synopsis(CommandDescriptor descriptor) {
        StringBuilder text = new StringBuilder(descriptor.name());
        for (Option option : descriptor.options()) {
            text.append(" [--").append(option.name());
            text.append(option.takesValue() ? " VALUE]" : "]");
        }
        for (Argument argument : descriptor.arguments()) {
            String name = argument.name().toUpperCase(Locale.ROOT) + (argument.many() ? "..." : "");
            text.append(argument.required() ? " " + name : " [" + name + "]");
        }
        return text.toString();
    }

    static void print(CommandDescriptor descriptor, PrintStream out) {
        out.println(descriptor.summary());
        out.println("Usage: " + synopsis(descriptor));
        out.println("Needs: " + descriptor.permission());
        for (Argument argument : descriptor.arguments()) {
            out.println("  " + argument.name().toUpperCase(Locale.ROOT) + "  " + argument.summary());
        }
        for (Option option : descriptor.options()) {
            out.println("  --" + option.name() + "  " + option.summary());
        }
    }

    static void list(Collection<Command> commands, PrintStream out) {
        Table table = new Table("COMMAND", "WHAT IT DOES");
        for (Command command : commands) {
            table.row(command.descriptor().name(), command.descriptor().summary());
        }
        table.print(out);
        out.println("'COMMAND --help' says more; '| grep|head|tail|sort|wc' work on what a command prints.");
    }
}
