// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads the one feature of an archive: the bundles and their order. A feature of a plugin holds bundles, nothing else. */
final class FeatureFile {
    private static final long MAX_SIZE = 256L * 1024;
    private static final int MAX_BUNDLES = 100;
    private static final Set<String> IGNORED = Set.of("details", "repository");
    private static final Pattern MAVEN = Pattern.compile("mvn:([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)");

    private FeatureFile() {}

    /** Returns the paths of the bundles in the archive, in the order in which they start. */
    static List<String> bundles(Path file, String feature) {
        Element root = parse(file);
        List<Element> features = children(root, "features", Set.of("feature"));
        if (features.size() != 1 || !features.get(0).getAttribute("name").equals(feature)) {
            throw PluginErrors.invalid("The features file must hold one feature, named " + feature + ".");
        }
        List<String> paths = new ArrayList<>();
        for (Element bundle : children(features.get(0), "the feature", Set.of("bundle"))) {
            paths.add(path(bundle.getTextContent().strip()));
        }
        if (paths.isEmpty() || paths.size() > MAX_BUNDLES) {
            throw PluginErrors.invalid(
                    "The feature must hold 1 to " + MAX_BUNDLES + " bundles, not " + paths.size() + ".");
        }
        return paths;
    }

    private static String path(String url) {
        Matcher matcher = MAVEN.matcher(url);
        if (!matcher.matches()) {
            throw PluginErrors.invalid("A bundle of the feature is not given as mvn:group/artifact/version: " + url);
        }
        String artifact = matcher.group(2);
        String version = matcher.group(3);
        return "repository/" + matcher.group(1).replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact
                + "-" + version + ".jar";
    }

    private static List<Element> children(Element parent, String where, Set<String> allowed) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element element) || IGNORED.contains(element.getLocalName())) {
                continue;
            }
            if (!allowed.contains(element.getLocalName())) {
                throw PluginErrors.invalid(
                        "A plugin brings bundles only: " + where + " holds a <" + element.getLocalName() + ">.");
            }
            elements.add(element);
        }
        return elements;
    }

    private static Element parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > MAX_SIZE) {
                throw PluginErrors.invalid("The features file is larger than " + MAX_SIZE + " bytes.");
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in).getDocumentElement();
        } catch (SAXException e) {
            throw PluginErrors.invalid("The features file is no XML that is allowed: " + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw PluginErrors.invalid("The features file can't be read.", e);
        }
    }
}
