// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.testplugin;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;

/** The component of the bundles that tests install; packed into them, never used from the class path. */
public final class Greeting implements Command {
    /** Fails where the bundle holds a resource that asks for it. */
    public Greeting() {
        if (Greeting.class.getResource("fail") != null) {
            throw new IllegalStateException("asked to fail");
        }
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "greeting", "say", "Greets.", new Permission("greeting:say"), List.of(), List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        return 42;
    }
}
