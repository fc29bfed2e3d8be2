// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** What the plugin manager needs of the framework. Thread-safe. */
public interface BundleHost {
    /** Returns all bundles in the order in which they were installed. */
    List<HostedBundle> bundles();

    /**
     * Resolves bundles against a copy of the wiring; changes nothing.
     *
     * @param needs packages with ranges that must have an exporter, besides what the bundles ask for
     * @return the requirement that has no provider, or clashes; empty where all resolves
     */
    Optional<String> clash(List<BundleFile> bundles, SortedMap<String, String> needs);

    /** Returns which other bundles are wired to one of these, directly or not. */
    List<HostedBundle> dependents(List<HostedBundle> bundles);

    /** Installs a bundle without starting it. */
    HostedBundle install(String location, Path file);

    /** Starts a bundle, now and after each restart of the framework. */
    void start(HostedBundle bundle);

    /** Stops a bundle, now and after each restart of the framework. Returns when it has stopped. */
    void stop(HostedBundle bundle);

    /** Stops and removes a bundle with its data. */
    void uninstall(HostedBundle bundle);

    /**
     * Says why bundles do not serve yet: one is not active, or one of their components waits for something.
     *
     * @param predecessors the bundles that they replace: what did not serve there need not serve here
     */
    Optional<String> obstacle(List<HostedBundle> bundles, List<HostedBundle> predecessors);

    /** Tells the observer of each bundle that was started by anybody; returns how to end that. */
    Runnable onStarted(Consumer<HostedBundle> observer);
}
