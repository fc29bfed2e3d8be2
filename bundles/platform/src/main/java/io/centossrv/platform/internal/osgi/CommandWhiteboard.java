// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.internal.registry.CommandTable;
import io.centossrv.platform.internal.version.Release;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts each {@link Command} service into the table, with the version of the bundle that registered it. */
@Component(service = CommandWhiteboard.class, immediate = true)
public final class CommandWhiteboard {
    private static final Logger LOG = LoggerFactory.getLogger(CommandWhiteboard.class);

    private final CommandTable table;
    private final Set<Command> commands = ConcurrentHashMap.newKeySet();

    @Activate
    public CommandWhiteboard(@Reference CommandTable table) {
        this.table = table;
    }

    @Deactivate
    void close() {
        commands.forEach(table::remove);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCommand(Command command, ServiceReference<Command> reference) {
        try {
            table.add(
                    command,
                    Release.parse(reference.getBundle().getVersion().toString()),
                    reference.getBundle().getBundleId());
            commands.add(command);
        } catch (RuntimeException e) {
            // The descriptor is another bundle's code: one that fails must not keep the others out.
            LOG.error("A command was refused. bundle={}", reference.getBundle(), e);
        }
    }

    void unbindCommand(Command command) {
        commands.remove(command);
        table.remove(command);
    }
}
