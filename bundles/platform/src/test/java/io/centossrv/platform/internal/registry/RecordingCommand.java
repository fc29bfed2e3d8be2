// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.function.ToIntFunction;

/** A command of a test: {@code thing:show NAME [REST...] --colour VALUE --all}. */
public final class RecordingCommand implements Command {
    private final CommandDescriptor descriptor;
    private final ToIntFunction<CommandInvocation> action;

    public RecordingCommand(String verb, ToIntFunction<CommandInvocation> action) {
        this.descriptor = new CommandDescriptor(
                "thing",
                verb,
                "Shows a thing.",
                new Permission("thing:" + verb),
                List.of(
                        new Argument("name", "its name", true, false),
                        new Argument("rest", "anything else", false, true)),
                List.of(new Option("colour", "which colour", true), new Option("all", "everything", false)));
        this.action = action;
    }

    @Override
    public CommandDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        return action.applyAsInt(invocation);
    }

    @Override
    public List<String> complete(String name, String typed) {
        return switch (name) {
            case "name" -> List.of("alpha", "beta");
            case "colour" -> List.of("red", "green");
            default -> List.of();
        };
    }
}
