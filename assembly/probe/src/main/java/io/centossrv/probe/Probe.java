// SPDX-License-Identifier: Apache-2.0
package io.centossrv.probe;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * The commands: {@code list}, {@code components}, {@code stop NAME}, {@code start NAME}, {@code install FILE}, {@code
 * uninstall ID}.
 */
final class Probe {
    private final BundleContext context;

    Probe(BundleContext context) {
        this.context = context;
    }

    String answer(String line) {
        String[] words = line.strip().split(" ", 2);
        try {
            return switch (words[0]) {
                case "list" -> list();
                case "components" -> components();
                case "stop" -> change(words[1], true);
                case "start" -> change(words[1], false);
                case "install" -> install(words[1]);
                case "uninstall" -> uninstall(words[1]);
                default -> "error unknown command " + words[0] + "\n";
            };
        } catch (BundleException | IllegalStateException e) {
            return "error " + e.getMessage() + "\n";
        }
    }

    /** One line a bundle: symbolic name, version, state. */
    private String list() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        for (Bundle bundle : context.getBundles()) {
            lines.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " " + state(bundle));
        }
        return lines.toString();
    }

    /** One line a component configuration: bundle, component, id, state. The id changes with each new activation. */
    private String components() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            return "error no ServiceComponentRuntime\n";
        }
        ServiceComponentRuntime runtime = context.getService(reference);
        TreeMap<String, String> lines = new TreeMap<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                String line = description.bundle.symbolicName + " " + description.name + " " + configuration.id + " "
                        + stateOf(configuration);
                lines.put(line, line);
            }
        }
        context.ungetService(reference);
        return String.join("\n", lines.values()) + "\n";
    }

    private String change(String name, boolean stop) throws BundleException {
        Bundle[] matching = Arrays.stream(context.getBundles())
                .filter(b -> name.equals(b.getSymbolicName()))
                .toArray(Bundle[]::new);
        if (matching.length == 0) {
            return "error no bundle " + name + "\n";
        }
        for (Bundle bundle : matching) {
            if (stop) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } else {
                bundle.start();
            }
        }
        return "ok\n";
    }

    private String install(String file) throws BundleException {
        Bundle bundle = context.installBundle("reference:file:" + file);
        bundle.adapt(BundleStartLevel.class).setStartLevel(60);
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(java.util.List.of(bundle));
        bundle.start();
        return "ok " + bundle.getBundleId() + "\n";
    }

    private String uninstall(String id) throws BundleException {
        context.getBundle(Long.parseLong(id)).uninstall();
        return "ok\n";
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.INSTALLED -> "installed";
            default -> "uninstalled";
        };
    }

    private static String stateOf(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> "active";
            case ComponentConfigurationDTO.SATISFIED -> "satisfied";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed";
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "unconfigured";
            default -> "unsatisfied";
        };
    }
}
