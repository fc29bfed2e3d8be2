// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.plugin.Plugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the framework to what the disk says is installed. The bundle cache may be gone, the distribution may start the
 * bundles that a plugin replaced, and a crash may leave bundles of an update that did not end: at the start, and
 * whenever any bundle starts, what differs is put right.
 */
final class InstalledPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);

    private final BundleHost host;
    private final ReentrantLock change;
    private final Map<String, PluginArchive> archives;
    private final ExecutorService worker =
            // One waiting run sees all that happened before it begins; more would only repeat it.
            new ThreadPoolExecutor(0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), task -> {
                Thread thread = new Thread(task, "plugins");
                thread.setDaemon(true);
                return thread;
            });
    private final Map<String, String> complaints = new ConcurrentHashMap<>();
    private final Runnable endOfObservation;

    InstalledPlugins(BundleHost host, Map<String, PluginArchive> archives, ReentrantLock change) {
        this.host = host;
        this.change = change;
        this.archives = new ConcurrentSkipListMap<>(archives);
        this.endOfObservation = host.onStarted(bundle -> reconcile());
        reconcile();
    }

    void close() {
        endOfObservation.run();
        worker.shutdownNow();
    }

    List<Plugin> list() {
        return archives.values().stream().map(this::describe).toList();
    }

    Optional<PluginArchive> archive(String id) {
        return Optional.ofNullable(archives.get(id));
    }

    void put(PluginArchive archive) {
        archives.put(archive.descriptor().id(), archive);
    }

    void forget(String id) {
        archives.remove(id);
    }

    /** Returns the plugin's bundles in the framework, in the order in which they start. */
    List<HostedBundle> region(PluginArchive archive) {
        List<HostedBundle> present = host.bundles();
        return archive.server().stream()
                .flatMap(file -> present.stream()
                        .filter(b -> b.ofPlugin(archive.descriptor().id()) && b.is(file)))
                .toList();
    }

    private Plugin describe(PluginArchive archive) {
        List<HostedBundle> region = region(archive);
        boolean active =
                region.size() == archive.server().size() && region.stream().allMatch(HostedBundle::active);
        return new Plugin(
                archive.descriptor().id(),
                archive.descriptor().version(),
                archive.server().stream().map(BundleFile::label).toList(),
                active);
    }

    private void reconcile() {
        try {
            worker.execute(this::putRight);
        } catch (RejectedExecutionException e) {
            LOG.debug("A run is waiting, or the platform stops.", e);
        }
    }

    private void putRight() {
        change.lock();
        try {
            for (HostedBundle bundle : host.bundles()) {
                if (bundle.ofPlugin() && !wanted(bundle)) {
                    LOG.warn("A bundle of a change that did not end is removed. bundle={}", bundle.label());
                    attempt(bundle.label(), () -> host.uninstall(bundle));
                }
            }
            archives.values().forEach(archive -> attempt(archive.descriptor().id(), () -> restore(archive)));
        } finally {
            change.unlock();
        }
    }

    private boolean wanted(HostedBundle bundle) {
        return archives.values().stream()
                .anyMatch(archive -> bundle.ofPlugin(archive.descriptor().id())
                        && archive.server().stream().anyMatch(bundle::is));
    }

    private void restore(PluginArchive archive) {
        List<HostedBundle> present = region(archive);
        for (BundleFile file : archive.server()) {
            if (present.stream().noneMatch(b -> b.is(file))) {
                host.install(HostedBundle.location(archive.descriptor(), file), file.file());
            }
        }
        region(archive).stream().filter(b -> !b.active()).forEach(host::start);
        // Only now: the old ones serve until the new ones can.
        Change.displaced(archive, host.bundles()).stream()
                .filter(HostedBundle::active)
                .forEach(host::stop);
    }

    private void attempt(String what, Runnable action) {
        try {
            action.run();
            complaints.remove(what);
        } catch (RuntimeException e) {
            // At a start what a plugin needs may come later: each bundle that starts is another attempt.
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(complaints.put(what, reason))) {
                LOG.warn("A plugin can't be put right yet. subject={} reason={}", what, reason);
            }
        }
    }
}
