// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.internal.plugin.BundleFile;
import io.centossrv.platform.internal.plugin.PluginErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.CapabilitySet;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.SimpleFilter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/** Resolves bundles that are not installed against a copy of the wiring, by the framework's own resolver. */
final class TrialResolution {
    private final Resolver resolver;
    private final Map<Resource, Wiring> wirings = new LinkedHashMap<>();

    TrialResolution(Resolver resolver, List<Bundle> bundles) {
        this.resolver = resolver;
        for (Bundle bundle : bundles) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null && wiring.isInUse()) {
                wirings.put(wiring.getRevision(), wiring);
            }
        }
    }

    /** Returns what has no provider or clashes; empty where all resolves. */
    Optional<String> clash(List<BundleFile> files, SortedMap<String, String> needs) {
        List<Resource> resources = new ArrayList<>();
        files.forEach(file -> resources.add(resource(file.name(), file.headers())));
        if (!needs.isEmpty()) {
            resources.add(resource("the descriptor", headers(needs)));
        }
        try {
            resolver.resolve(new Trial(resources));
            return Optional.empty();
        } catch (ResolutionException e) {
            return Optional.of(e.getUnresolvedRequirements().stream()
                    .findFirst()
                    .map(TrialResolution::describe)
                    .orElseGet(() -> String.valueOf(e.getMessage())));
        }
    }

    private static Resource resource(String name, Map<String, String> headers) {
        try {
            return ResourceBuilder.build(name, headers);
        } catch (BundleException e) {
            throw new CentossrvException(
                    PluginErrors.INVALID, "A manifest can't be read: " + e.getMessage() + ". bundle=" + name, e);
        }
    }

    private static Map<String, String> headers(SortedMap<String, String> needs) {
        String imports = needs.entrySet().stream()
                .map(need -> need.getKey() + ";version=\"" + need.getValue() + "\"")
                .collect(Collectors.joining(","));
        return Map.of(
                Constants.BUNDLE_MANIFESTVERSION, "2",
                Constants.BUNDLE_SYMBOLICNAME, "centossrv-plugin.json",
                Constants.IMPORT_PACKAGE, imports);
    }

    private static String describe(Requirement requirement) {
        String who = requirement.getResource().getCapabilities("osgi.identity").stream()
                .map(identity -> String.valueOf(identity.getAttributes().get("osgi.identity")))
                .findFirst()
                .orElse("a bundle");
        String what = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return who + " requires " + requirement.getNamespace() + " " + what + ", which nothing provides";
    }

    private static boolean matches(Requirement requirement, Capability capability) {
        if (!requirement.getNamespace().equals(capability.getNamespace())) {
            return false;
        }
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        return filter == null || CapabilitySet.matches(capability, SimpleFilter.parse(filter));
    }

    private static Version version(Capability capability) {
        return capability.getAttributes().get(Constants.VERSION_ATTRIBUTE) instanceof Version version
                ? version
                : Version.emptyVersion;
    }

    private final class Trial extends ResolveContext {
        private final List<Resource> added;

        private Trial(List<Resource> added) {
            this.added = List.copyOf(added);
        }

        @Override
        public Collection<Resource> getMandatoryResources() {
            return added;
        }

        @Override
        public List<Capability> findProviders(Requirement requirement) {
            List<Capability> providers = new ArrayList<>();
            for (Wiring wiring : wirings.values()) {
                providers.addAll(wiring.getResourceCapabilities(requirement.getNamespace()));
            }
            for (Resource resource : added) {
                providers.addAll(resource.getCapabilities(requirement.getNamespace()));
            }
            providers.removeIf(capability -> !matches(requirement, capability));
            // As the framework prefers: what is resolved before what is new, then the highest version.
            providers.sort(Comparator.comparing((Capability capability) -> added.contains(capability.getResource()))
                    .thenComparing(TrialResolution::version, Comparator.reverseOrder()));
            return providers;
        }

        @Override
        public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
            capabilities.add(hosted);
            return capabilities.size() - 1;
        }

        @Override
        public boolean isEffective(Requirement requirement) {
            String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
            return effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE);
        }

        @Override
        public Map<Resource, Wiring> getWirings() {
            return Map.copyOf(wirings);
        }
    }
}
