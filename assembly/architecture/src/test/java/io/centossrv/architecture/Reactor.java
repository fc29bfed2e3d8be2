// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules of the build, as they stand on the disk. */
final class Reactor {
    static final Path ROOT = Path.of(System.getProperty("centossrv.root"));
    static final String VERSION = System.getProperty("centossrv.version");
    private static final Set<String> LIBRARIES = Set.of("curve", "jinja", "playbook", "modules", "transport");

    private Reactor() {}

    /** Returns the folders below {@code bundles} and {@code agent-bundles} that have a pom, by their name. */
    static Map<String, Path> bundles() {
        TreeMap<String, Path> bundles = new TreeMap<>();
        for (String layer : List.of("bundles", "agent-bundles")) {
            try (Stream<Path> folders = Files.list(ROOT.resolve(layer))) {
                folders.filter(f -> Files.exists(f.resolve("pom.xml")))
                        .forEach(f -> bundles.put(f.getFileName().toString(), f));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundles;
    }

    static boolean isContract(String bundle) {
        return bundle.endsWith(".api") || bundle.endsWith(".message") || bundle.equals("protocol");
    }

    static boolean isLibrary(String bundle) {
        return LIBRARIES.contains(bundle);
    }

    static Manifest manifest(String bundle) {
        Path jar = bundles().get(bundle).resolve("target/io.centossrv." + bundle + "-" + VERSION + ".jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException("not built: " + jar, e);
        }
    }

    /** Returns our artifacts that a pom depends on outside of tests, without the common prefix. */
    static List<String> dependencies(Path pom) {
        List<String> dependencies = new ArrayList<>();
        NodeList nodes = parse(pom).getElementsByTagName("dependency");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element dependency = (Element) nodes.item(i);
            boolean ours = text(dependency, "groupId").equals("io.centossrv");
            if (ours && !text(dependency, "scope").equals("test")) {
                dependencies.add(text(dependency, "artifactId").replaceFirst("^io\\.centossrv\\.", ""));
            }
        }
        return dependencies;
    }

    private static String text(Element parent, String child) {
        NodeList nodes = parent.getElementsByTagName(child);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
    }

    private static Element parse(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("unreadable: " + pom, e);
        }
    }
}
