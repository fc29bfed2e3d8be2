// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings new bundles up beside the old ones; either all of them serve, or none is left. */
final class SideBySide {
    private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final BundleHost host;
    private final Duration patience;
    private final List<HostedBundle> installed = new ArrayList<>();

    SideBySide(BundleHost host, Duration patience) {
        this.host = host;
        this.patience = patience;
    }

    /** Installs and starts what is added, and returns once it serves; {@code plugin-start-failed} where it does not. */
    void bringUp(Change change) {
        for (BundleFile file : change.added()) {
            installed.add(host.install(HostedBundle.location(change.archive().descriptor(), file), file.file()));
        }
        installed.forEach(host::start);
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> obstacle = host.obstacle(installed, change.predecessors());
        while (obstacle.isPresent() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            obstacle = host.obstacle(installed, change.predecessors());
        }
        obstacle.ifPresent(why -> {
            throw new CentossrvException(
                    PluginErrors.START_FAILED,
                    "The new bundles do not serve after " + patience.toSeconds() + " s and were removed: " + why);
        });
    }

    /** Removes what {@link #bringUp} installed, the last first. */
    void undo() {
        Collections.reverse(installed);
        for (HostedBundle bundle : installed) {
            try {
                host.uninstall(bundle);
            } catch (RuntimeException e) {
                LOG.error("A bundle of a refused plugin could not be removed. bundle={}", bundle.label(), e);
            }
        }
        installed.clear();
    }

    /** Ends what the new bundles took the place of. */
    static void retire(BundleHost host, Change change) {
        List<HostedBundle> removed = new ArrayList<>(change.removed());
        Collections.reverse(removed);
        for (HostedBundle bundle : removed) {
            try {
                host.uninstall(bundle);
            } catch (RuntimeException e) {
                LOG.error("A bundle that was replaced could not be removed. bundle={}", bundle.label(), e);
            }
        }
        for (HostedBundle bundle : change.displaced()) {
            try {
                host.stop(bundle);
            } catch (RuntimeException e) {
                LOG.error("A bundle that was replaced could not be stopped. bundle={}", bundle.label(), e);
            }
        }
    }
}
