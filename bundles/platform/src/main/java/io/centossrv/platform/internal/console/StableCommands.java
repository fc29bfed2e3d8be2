// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import io.centossrv.platform.internal.registry.CommandDispatcher;
import io.centossrv.platform.internal.registry.CommandTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.console.Registry;

/**
 * Keeps Karaf's registry in step with the table. A name outlives its last service for a while, so that a bundle that is
 * updated in place finds its command where it was; then it goes, and a removed plugin leaves nothing.
 */
final class StableCommands {
    private final Registry registry;
    private final CommandTable table;
    private final CommandDispatcher dispatcher;
    private final Duration grace;
    private final Map<String, StableCommand> registered = new HashMap<>();
    private final Consumer<Set<String>> observer = this::follow;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "shell-commands");
        thread.setDaemon(true);
        return thread;
    });

    StableCommands(Registry registry, CommandTable table, CommandDispatcher dispatcher, Duration grace) {
        this.registry = registry;
        this.table = table;
        this.dispatcher = dispatcher;
        this.grace = grace;
        table.observe(observer);
    }

    synchronized boolean knows(String name) {
        return registered.containsKey(name);
    }

    void close() {
        table.forget(observer);
        later.shutdownNow();
        synchronized (this) {
            registered.values().forEach(registry::unregister);
            registered.clear();
        }
    }

    private synchronized void follow(Set<String> names) {
        for (String name : names) {
            registered.computeIfAbsent(name, n -> {
                StableCommand command = new StableCommand(n, dispatcher);
                registry.register(command);
                return command;
            });
        }
        if (!names.containsAll(registered.keySet()) && !later.isShutdown()) {
            var unused = later.schedule(this::drop, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void drop() {
        registered.entrySet().removeIf(entry -> {
            boolean gone = table.find(entry.getKey()).isEmpty();
            if (gone) {
                registry.unregister(entry.getValue());
            }
            return gone;
        });
    }
}
