// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.play;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads from YAML no more than is needed to send a playbook: which words could be names of files, and for which nodes the
 * plays are. What is wrong in a playbook is for the control plane to say, so a text that can't be parsed ends early here.
 */
final class YamlTexts {
    private YamlTexts() {}

    /** Returns the scalars, and the words of those that read {@code key=value}. */
    static Set<String> words(byte[] text) {
        Set<String> words = new LinkedHashSet<>();
        try {
            Iterator<Event> events =
                    yaml().parse(new java.io.StringReader(text(text))).iterator();
            while (events.hasNext()) {
                if (events.next() instanceof ScalarEvent scalar) {
                    words.add(scalar.getValue());
                    words.addAll(Arrays.asList(scalar.getValue().split("[\\s=]+")));
                }
            }
        } catch (YAMLException e) {
            return words;
        }
        return words;
    }

    /** Returns the {@code hosts} of each play, as written; a list is joined with commas. */
    static List<String> hosts(byte[] text) {
        Node root;
        try {
            root = yaml().compose(new java.io.StringReader(text(text)));
        } catch (YAMLException e) {
            return List.of();
        }
        List<String> hosts = new ArrayList<>();
        if (root instanceof SequenceNode plays) {
            for (Node play : plays.getValue()) {
                if (play instanceof MappingNode mapping) {
                    mapping.getValue().stream()
                            .filter(entry -> isHosts(entry))
                            .map(NodeTuple::getValueNode)
                            .flatMap(node -> pattern(node).stream())
                            .forEach(hosts::add);
                }
            }
        }
        return hosts;
    }

    private static boolean isHosts(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("hosts");
    }

    private static Optional<String> pattern(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (node instanceof SequenceNode list) {
            return Optional.of(String.join(
                    ",",
                    list.getValue().stream()
                            .filter(ScalarNode.class::isInstance)
                            .map(item -> ((ScalarNode) item).getValue())
                            .toList()));
        }
        return Optional.empty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        options.setNestingDepthLimit(100);
        options.setCodePointLimit(4 << 20);
        return new Yaml(options);
    }
}
