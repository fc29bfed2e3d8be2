// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hello:say [NAME]}. */
@Component
public final class HelloCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "hello",
            "say",
            "Says hello.",
            new Permission("hello:say"),
            List.of(new Argument("name", "whom to greet; without it, who calls", false, false)),
            List.of());

    private final Greeter greeter;

    @Activate
    public HelloCommand(@Reference Greeter greeter) {
        this.greeter = greeter;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        String name = invocation.value("name").orElse(invocation.caller().name());
        invocation.out().println(greeter.greet(name));
        return 0;
    }
}
