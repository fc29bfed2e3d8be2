// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.internal.plugin.BundleFile;
import io.centossrv.platform.internal.plugin.BundleHost;
import io.centossrv.platform.internal.plugin.HostedBundle;
import io.centossrv.platform.internal.plugin.PluginErrors;
import io.centossrv.platform.internal.version.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/** The framework that this bundle runs in. */
@Component
public final class FrameworkBundleHost implements BundleHost {
    private final BundleContext framework;
    private final Resolver resolver;
    private final ComponentStates components;

    @Activate
    public FrameworkBundleHost(
            BundleContext context, @Reference Resolver resolver, @Reference ServiceComponentRuntime components) {
        // Bundles that are installed through this bundle's own context would count as its work.
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        this.resolver = resolver;
        this.components = new ComponentStates(components);
    }

    @Override
    public List<HostedBundle> bundles() {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle.getSymbolicName() != null)
                .map(FrameworkBundleHost::describe)
                .toList();
    }

    @Override
    public Optional<String> clash(List<BundleFile> bundles, SortedMap<String, String> needs) {
        return new TrialResolution(resolver, List.of(framework.getBundles())).clash(bundles, needs);
    }

    @Override
    public List<HostedBundle> dependents(List<HostedBundle> bundles) {
        Set<Bundle> roots = bundles.stream().map(this::bundle).collect(Collectors.toSet());
        Collection<Bundle> closure = framework
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .getDependencyClosure(roots);
        return closure.stream()
                .filter(bundle -> !roots.contains(bundle))
                .map(FrameworkBundleHost::describe)
                .toList();
    }

    @Override
    public HostedBundle install(String location, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return describe(framework.installBundle(location, in));
        } catch (BundleException | IOException e) {
            throw failed("A bundle can't be installed", file.getFileName().toString(), e);
        }
    }

    @Override
    public void start(HostedBundle bundle) {
        try {
            bundle(bundle).start();
        } catch (BundleException e) {
            throw failed("A bundle can't be started", bundle.name() + "/" + bundle.version(), e);
        }
    }

    @Override
    public void stop(HostedBundle bundle) {
        try {
            bundle(bundle).stop();
        } catch (BundleException e) {
            throw failed("A bundle can't be stopped", bundle.name() + "/" + bundle.version(), e);
        }
    }

    @Override
    public void uninstall(HostedBundle bundle) {
        try {
            bundle(bundle).uninstall();
        } catch (BundleException e) {
            throw failed("A bundle can't be removed", bundle.name() + "/" + bundle.version(), e);
        }
    }

    @Override
    public Optional<String> obstacle(List<HostedBundle> bundles, List<HostedBundle> predecessors) {
        List<Bundle> candidates = bundles.stream().map(this::bundle).toList();
        for (Bundle candidate : candidates) {
            if (candidate.getState() != Bundle.ACTIVE) {
                return Optional.of("bundle " + candidate.getSymbolicName() + " is not active");
            }
        }
        List<Bundle> before = predecessors.stream().map(this::bundle).toList();
        Optional<String> waiting = components.obstacle(candidates, before);
        if (waiting.isPresent()) {
            return waiting;
        }
        // A component that nobody has asked for yet is not made yet: ask, and look again for its reason.
        Optional<String> unmade = RegisteredServices.obstacle(framework, candidates);
        return unmade.isPresent() ? components.obstacle(candidates, before).or(() -> unmade) : unmade;
    }

    @Override
    public Runnable onStarted(Consumer<HostedBundle> observer) {
        BundleListener listener = event -> {
            if (event.getType() == BundleEvent.STARTED && event.getBundle().getSymbolicName() != null) {
                observer.accept(describe(event.getBundle()));
            }
        };
        framework.addBundleListener(listener);
        return () -> framework.removeBundleListener(listener);
    }

    private Bundle bundle(HostedBundle hosted) {
        Bundle bundle = framework.getBundle(hosted.id());
        if (bundle == null) {
            throw new CentossrvException(PluginErrors.CONFLICT, "A bundle is no longer there. bundle=" + hosted.name());
        }
        return bundle;
    }

    private static HostedBundle describe(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        Set<String> imports = revision == null
                ? Set.of()
                : revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(requirement -> requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""))
                        .map(FrameworkBundleHost::packageOf)
                        .collect(Collectors.toSet());
        boolean exports = revision != null
                && !revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                        .isEmpty();
        return new HostedBundle(
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                Release.parse(bundle.getVersion().toString()),
                bundle.getLocation(),
                bundle.getState() == Bundle.ACTIVE,
                exports,
                imports);
    }

    /** Takes the name out of a filter as the framework makes it of an import. */
    private static String packageOf(String filter) {
        int at = filter.indexOf(PackageNamespace.PACKAGE_NAMESPACE + "=");
        if (at < 0) {
            return "";
        }
        int from = at + PackageNamespace.PACKAGE_NAMESPACE.length() + 1;
        return filter.substring(from, filter.indexOf(')', from));
    }

    private static CentossrvException failed(String what, String bundle, Exception cause) {
        return new CentossrvException(
                PluginErrors.START_FAILED, what + ": " + cause.getMessage() + ". bundle=" + bundle, cause);
    }
}
