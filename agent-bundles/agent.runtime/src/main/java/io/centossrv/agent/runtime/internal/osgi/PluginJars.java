// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.osgi;

import io.centossrv.agent.runtime.internal.identity.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jars in {@code plugins} of the state folder, which is the agent's own (0700), as bundles: the agents' parts of
 * plugins. A jar that appears is installed, one that changes is updated, and the bundle of one that is gone is removed.
 */
@Component(
        immediate = true,
        service = {})
public final class PluginJars {
    private static final Logger LOG = LoggerFactory.getLogger(PluginJars.class);
    private static final String LOCATION = "centossrv-plugin:";
    private static final long PERIOD_SECONDS = 2;

    private final BundleContext framework;
    private final Path folder;
    private final Map<String, Stamp> seen = new HashMap<>();
    private final Map<String, Stamp> done = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plugin-jars");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> scans;

    @Activate
    public PluginJars(BundleContext own) {
        // Bundles are installed by the system bundle, so that they outlive an update of this one.
        this(own.getBundle(0).getBundleContext(), StateFolder.current().folder("plugins"));
    }

    PluginJars(BundleContext framework, Path folder) {
        this.framework = framework;
        this.folder = folder;
        this.scans = timer.scheduleWithFixedDelay(this::scan, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        scans.cancel(false);
        timer.shutdown();
    }

    /** Size and time of a file: while they change it is still being written. */
    private record Stamp(long size, long modified) {}

    void scan() {
        try {
            Map<String, Stamp> present = present();
            for (Map.Entry<String, Stamp> jar : present.entrySet()) {
                Stamp before = seen.put(jar.getKey(), jar.getValue());
                boolean settled = before == null ? !isFresh(jar.getValue()) : before.equals(jar.getValue());
                if (settled && !jar.getValue().equals(done.get(jar.getKey()))) {
                    Stamp replaced = done.put(jar.getKey(), jar.getValue());
                    run(jar.getKey(), jar.getValue(), replaced != null);
                }
            }
            seen.keySet().retainAll(present.keySet());
            done.keySet().retainAll(present.keySet());
            for (Bundle bundle : framework.getBundles()) {
                String location = bundle.getLocation();
                if (location.startsWith(LOCATION) && !present.containsKey(location.substring(LOCATION.length()))) {
                    remove(bundle);
                }
            }
        } catch (UncheckedIOException | IOException | IllegalStateException e) {
            LOG.warn("The plugins in {} can't be read; it is tried again. reason={}", folder, e.toString());
        }
    }

    private Map<String, Stamp> present() throws IOException {
        Map<String, Stamp> present = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                present.put(
                        file.getFileName().toString(),
                        new Stamp(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toMillis()));
            }
        }
        return present;
    }

    private static boolean isFresh(Stamp stamp) {
        return System.currentTimeMillis() - stamp.modified() < TimeUnit.SECONDS.toMillis(PERIOD_SECONDS);
    }

    private void run(String jar, Stamp stamp, boolean replaced) {
        try (InputStream in = Files.newInputStream(folder.resolve(jar))) {
            Bundle bundle = framework.getBundle(LOCATION + jar);
            if (bundle == null) {
                bundle = framework.installBundle(LOCATION + jar, in);
            } else if (replaced || bundle.getLastModified() < stamp.modified()) {
                bundle.update(in);
            }
            bundle.start();
            LOG.info("Plugin part started. bundle={} version={}", bundle.getSymbolicName(), bundle.getVersion());
        } catch (IOException | BundleException e) {
            LOG.warn(
                    "A plugin's jar can't run; it is tried again once it changes. jar={} reason={}", jar, e.toString());
        }
    }

    private void remove(Bundle bundle) {
        try {
            bundle.uninstall();
            LOG.info("Plugin part removed. bundle={}", bundle.getSymbolicName());
        } catch (BundleException e) {
            LOG.warn("A plugin's bundle can't be removed. bundle={} reason={}", bundle, e.toString());
        }
    }
}
