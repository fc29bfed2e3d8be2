// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.discovery.Discovery;
import io.centossrv.inventory.internal.discovery.KnownHost;
import io.centossrv.inventory.internal.service.DiscoveryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:discover}. */
@Component
public final class NodeDiscoverCommand implements Command {
    private static final int INTERRUPTED = 5;
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "discover",
            "Looks for hosts in a network, or shows what the newest look found; logs in nowhere.",
            new Permission("node:discover"),
            List.of(new CommandDescriptor.Argument(
                    "network",
                    "Such as 10.0.0.0/24; the setting inventory.discovery.networks allows it.",
                    false,
                    false)),
            List.of(new CommandDescriptor.Option("cancel", "Ends the one that runs.", false)));

    private final DiscoveryService discoveries;

    @Activate
    public NodeDiscoverCommand(@Reference DiscoveryService discoveries) {
        this.discoveries = discoveries;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Optional<Discovery> newest = discoveries.list().stream().findFirst();
        if (invocation.flag("cancel")) {
            newest = newest.map(one -> discoveries.cancel(invocation.caller(), one.id()));
        } else if (invocation.value("network").isPresent()) {
            newest = Optional.of(discoveries.start(
                    invocation.caller(), invocation.value("network").get(), List.of()));
        }
        if (newest.isEmpty()) {
            invocation.out().println("No network was looked at yet.");
            return 0;
        }
        Optional<Discovery> ended = awaited(newest.get());
        if (ended.isEmpty()) {
            invocation.out().println("It goes on: node:discover shows it, node:discover --cancel ends it.");
            return INTERRUPTED;
        }
        print(invocation, ended.get());
        return ended.get().state() == Discovery.State.INTERRUPTED ? INTERRUPTED : 0;
    }

    /** Returns it at its end; empty where somebody does not want to wait for that. */
    private Optional<Discovery> awaited(Discovery discovery) {
        Discovery now = discovery;
        try {
            while (now.state() == Discovery.State.RUNNING) {
                TimeUnit.MILLISECONDS.sleep(200);
                now = discoveries.find(now.id());
            }
            return Optional.of(now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void print(CommandInvocation invocation, Discovery discovery) {
        Table table = new Table("ADDRESS", "PORT", "HOSTNAME", "NODE", "SSH", "HOST KEY");
        Optional<String> cursor = Optional.empty();
        do {
            Page<KnownHost> page = discoveries.hosts(discovery.id(), new PageRequest(PageRequest.MAX_LIMIT, cursor));
            page.items()
                    .forEach(known -> table.row(
                            known.host().address(),
                            known.host().port(),
                            known.host().hostname().orElse("-"),
                            known.node().map(KnownHost.Likeness::name).orElse("-"),
                            known.host().banner().isEmpty() ? "-" : known.host().banner(),
                            known.host().fingerprint().orElse("-")));
            cursor = page.next();
        } while (cursor.isPresent());
        table.print(invocation.out());
        invocation
                .out()
                .println(discovery.network() + " " + discovery.state().name().toLowerCase(Locale.ROOT) + ": "
                        + discovery.probed() + " looked at, " + discovery.found() + " answered.");
    }
}
