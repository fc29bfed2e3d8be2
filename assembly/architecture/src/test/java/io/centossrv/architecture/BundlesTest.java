// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws that can be read off poms and manifests. */
class BundlesTest {
    @Test
    void nobodyCompilesAgainstAnImplementation() {
        List<String> wrong = new ArrayList<>();
        Reactor.bundles().forEach((bundle, folder) -> {
            // The executor is an application: it puts the modules and the interpreter together.
            for (String dependency : Reactor.dependencies(folder.resolve("pom.xml"))) {
                if (!Reactor.isContract(dependency) && !Reactor.isLibrary(dependency)) {
                    wrong.add(bundle + " -> " + dependency);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void contractsDependOnLowerContractsAlone() {
        List<String> wrong = new ArrayList<>();
        Reactor.bundles().forEach((bundle, folder) -> {
            if (Reactor.isContract(bundle)) {
                Reactor.dependencies(folder.resolve("pom.xml")).stream()
                        .filter(d -> !Reactor.isContract(d))
                        .forEach(d -> wrong.add(bundle + " -> " + d));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void implementationsExportNothing() {
        List<String> wrong = new ArrayList<>();
        for (String bundle : Reactor.bundles().keySet()) {
            Attributes manifest = Reactor.manifest(bundle).getMainAttributes();
            String exports = manifest.getValue("Export-Package");
            if (!Reactor.isContract(bundle) && !Reactor.isLibrary(bundle) && exports != null) {
                wrong.add(bundle + " exports " + exports);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void symbolicNamesFollowTheFolders() {
        for (String bundle : Reactor.bundles().keySet()) {
            String name = Reactor.manifest(bundle).getMainAttributes().getValue("Bundle-SymbolicName");
            assertThat(name).isEqualTo("io.centossrv." + bundle);
        }
    }

    @Test
    void noPackageIsSplit() throws IOException {
        Map<String, TreeSet<String>> owners = new TreeMap<>();
        for (Map.Entry<String, Path> bundle : Reactor.bundles().entrySet()) {
            Path classes = bundle.getValue().resolve("target/classes");
            try (Stream<Path> files = Files.walk(classes)) {
                files.filter(f -> f.toString().endsWith(".class"))
                        .map(f -> classes.relativize(f.getParent()).toString())
                        .forEach(p -> owners.computeIfAbsent(p, any -> new TreeSet<>())
                                .add(bundle.getKey()));
            }
        }
        owners.values().removeIf(bundles -> bundles.size() == 1);
        assertThat(owners).isEmpty();
    }
}
