// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A command {@code node:VERB NODE …} that changes one node and says how it stands then. */
abstract class NodeChange implements Command {
    static final String NODE = "node";

    private final StoredInventoryService inventory;
    private final CommandDescriptor descriptor;

    NodeChange(StoredInventoryService inventory, String verb, String summary, Argument... others) {
        this.inventory = inventory;
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(NODE, "A name, an id or a key fingerprint.", true, false));
        arguments.addAll(List.of(others));
        this.descriptor =
                new CommandDescriptor(NODE, verb, summary, new Permission("node:" + verb), arguments, List.of());
    }

    /** Changes the node; returns it as it is then. */
    abstract Node change(CommandInvocation invocation, Node node);

    @Override
    public final CommandDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public final int execute(CommandInvocation invocation) {
        Node after = change(invocation, named(invocation, NODE));
        invocation
                .out()
                .println(after.name().map(NodeName::value).orElseGet(after.id()::toString) + " is "
                        + after.state().name().toLowerCase(Locale.ROOT) + ".");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals(NODE) ? NodeCompletion.of(inventory) : List.of();
    }

    final Node named(CommandInvocation invocation, String argument) {
        return inventory.named(invocation.value(argument).orElseThrow());
    }

    static NodeName name(String text) {
        try {
            return new NodeName(text);
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID,
                    "A node's name has lower-case letters, digits, hyphens and dots, at most 253.",
                    e);
        }
    }
}
