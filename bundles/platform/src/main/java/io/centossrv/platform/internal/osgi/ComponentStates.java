// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.osgi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Looks at the components of bundles. */
final class ComponentStates {
    private final ServiceComponentRuntime runtime;

    ComponentStates(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Says which component of the bundles does not serve, and why. One that waits for a configuration, or that did not
     * serve in a predecessor either, is no obstacle.
     */
    Optional<String> obstacle(List<Bundle> bundles, List<Bundle> predecessors) {
        Set<String> excused = descriptions(predecessors).stream()
                .filter(description -> fault(description, false).isPresent())
                .map(description -> description.name)
                .collect(Collectors.toSet());
        Set<String> served = descriptions(predecessors).stream()
                .map(description -> description.name)
                .filter(name -> !excused.contains(name))
                .collect(Collectors.toSet());
        for (Bundle bundle : bundles) {
            Collection<ComponentDescriptionDTO> descriptions = descriptions(List.of(bundle));
            if (descriptions.isEmpty() && bundle.getHeaders().get("Service-Component") != null) {
                return Optional.of("the components of " + bundle.getSymbolicName() + " were not found yet");
            }
            for (ComponentDescriptionDTO description : descriptions) {
                Optional<String> fault = fault(description, !served.contains(description.name));
                if (fault.isPresent() && !excused.contains(description.name)) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    private Collection<ComponentDescriptionDTO> descriptions(List<Bundle> bundles) {
        return bundles.isEmpty() ? List.of() : runtime.getComponentDescriptionDTOs(bundles.toArray(new Bundle[0]));
    }

    private Optional<String> fault(ComponentDescriptionDTO description, boolean mayLackConfiguration) {
        if (!runtime.isComponentEnabled(description)) {
            return Optional.empty();
        }
        Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(description);
        boolean lacksConfiguration = configurations.isEmpty();
        for (ComponentConfigurationDTO configuration : configurations) {
            switch (configuration.state) {
                case ComponentConfigurationDTO.FAILED_ACTIVATION -> {
                    return Optional.of(
                            "component " + description.name + " failed: " + firstLine(configuration.failure));
                }
                case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> lacksConfiguration = true;
                case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                    return Optional.of("component " + description.name + " waits for " + names(configuration));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return lacksConfiguration && !mayLackConfiguration
                ? Optional.of("component " + description.name + " waits for its configuration")
                : Optional.empty();
    }

    private static String names(ComponentConfigurationDTO configuration) {
        return List.of(configuration.unsatisfiedReferences).stream()
                .map((UnsatisfiedReferenceDTO reference) -> reference.name)
                .collect(Collectors.joining(", "));
    }

    private static String firstLine(String failure) {
        return failure == null ? "" : failure.lines().findFirst().orElse("");
    }
}
