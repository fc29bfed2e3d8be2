// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;

/**
 * What the bundles of a plugin may ask of the framework: contracts, the JDK, logging, Declarative Services, Jakarta REST
 * and Jackson. With that they can register no servlet, filter or shell command of Karaf, touch no other bundle, and not
 * reach what is internal. It is no sandbox: code that runs in this JVM is trusted, by its publisher's name.
 */
final class ImportRules {
    private static final List<String> ALLOWED = List.of(
            "org.slf4j",
            "org.osgi.service.component",
            "org.osgi.service.component.propertytypes",
            "jakarta.ws.rs.*",
            "jakarta.annotation",
            "com.fasterxml.jackson.*");
    private static final List<String> REFUSED_HEADERS = List.of(
            "Fragment-Host",
            "Require-Bundle",
            "DynamicImport-Package",
            "Bundle-NativeCode",
            "Bundle-Activator",
            "ExtensionBundle-Activator",
            "Karaf-Commands");
    private static final Set<String> NAMESPACES = Set.of("osgi.ee", "osgi.service", "osgi.contract");
    private static final Set<String> JDK = ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getDescriptor().exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(java.lang.module.ModuleDescriptor.Exports::source)
            .filter(name ->
                    name.startsWith("javax.") || name.startsWith("org.w3c.dom") || name.startsWith("org.xml.sax"))
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> own = new HashSet<>();
    private final Set<String> inherited;

    /**
     * Makes the rules of one archive.
     *
     * @param bundles all of them: what one exports another may import
     * @param inherited packages that the bundles which they replace import
     */
    ImportRules(List<BundleFile> bundles, Set<String> inherited) {
        this.inherited = Set.copyOf(inherited);
        bundles.forEach(bundle -> packages(bundle, "Export-Package").forEach(own::add));
    }

    /** Throws {@code plugin-import-refused} with the first thing that a bundle may not have. */
    void check(BundleFile bundle) {
        for (String header : REFUSED_HEADERS) {
            if (bundle.headers().containsKey(header)) {
                throw refused(bundle, "a bundle of a plugin may not have the header " + header);
            }
        }
        if (bundle.headers().get("Bundle-SymbolicName").contains("singleton:=true")) {
            throw refused(bundle, "a singleton can't be updated side by side");
        }
        packages(bundle, "Import-Package")
                .filter(name -> !allowed(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(bundle, "a plugin may not import " + name);
                });
        for (Clause clause : clauses(bundle, "Require-Capability")) {
            String filter = String.valueOf(clause.getDirective("filter"));
            boolean components =
                    clause.getName().equals("osgi.extender") && filter.contains("osgi.extender=osgi.component)");
            if (!components && !NAMESPACES.contains(clause.getName())) {
                throw refused(bundle, "a plugin may not require " + clause.getName() + " " + filter);
            }
        }
        packages(bundle, "Export-Package")
                .filter(name -> !name.startsWith("io.centossrv.") && reserved(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(bundle, "a plugin may not export " + name);
                });
    }

    /** Returns the packages that a header names. */
    static Stream<String> packages(BundleFile bundle, String header) {
        return Arrays.stream(clauses(bundle, header)).map(Clause::getName);
    }

    private boolean allowed(String name) {
        return name.startsWith("java.")
                || JDK.contains(name)
                || own.contains(name)
                || inherited.contains(name)
                || contract(name)
                || ALLOWED.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean contract(String name) {
        return name.startsWith("io.centossrv.") && !(name + ".").contains(".internal.");
    }

    /** Packages of the platform under the plugins: whoever exports one of these could take their place. */
    private static boolean reserved(String name) {
        return Stream.of(
                        "java.*",
                        "javax.*",
                        "jakarta.*",
                        "org.osgi.*",
                        "org.apache.karaf.*",
                        "org.apache.felix.*",
                        "org.slf4j.*")
                .anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.endsWith(".*")) {
            return pattern.equals(name);
        }
        String prefix = pattern.substring(0, pattern.length() - 2);
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static Clause[] clauses(BundleFile bundle, String header) {
        String text = bundle.headers().getOrDefault(header, "").strip();
        try {
            return text.isEmpty() ? new Clause[0] : Parser.parseHeader(text);
        } catch (IllegalArgumentException e) {
            throw PluginErrors.invalid("The header " + header + " of " + bundle.label() + " can't be read.", e);
        }
    }

    private static CentossrvException refused(BundleFile bundle, String why) {
        return new CentossrvException(PluginErrors.IMPORT_REFUSED, "Refused: " + why + ". bundle=" + bundle.label());
    }
}
