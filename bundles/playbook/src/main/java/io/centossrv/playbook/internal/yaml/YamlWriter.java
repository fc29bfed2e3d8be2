// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes values as PyYAML does, whose emitter SnakeYAML's is a copy of; the nodes are made here, since SnakeYAML chooses
 * other styles.
 *
 * @param flow whether collections are on one line; empty: those that hold nothing but scalars
 * @param style of scalars: {@code "}, {@code '}, {@code |} or {@code >}
 */
public record YamlWriter(
        Optional<Boolean> flow,
        int indent,
        int width,
        boolean sortKeys,
        boolean explicitStart,
        Optional<String> style) {
    private static final int MOST_DEPTH = 100;

    /** Returns a value as a document; throws where it holds what YAML has no word for. */
    public String write(Object value) {
        DumperOptions options = new DumperOptions();
        options.setIndent(Math.max(1, Math.min(9, indent)));
        options.setWidth(width);
        options.setAllowUnicode(true);
        options.setExplicitStart(explicitStart);
        options.setSplitLines(true);
        StringWriter out = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(out, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(node(value, 0));
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private Node node(Object value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new LimitExceeded("a value is nested deeper than " + MOST_DEPTH + ", or holds itself");
        }
        Undefined.check(value);
        if (value instanceof Map<?, ?> map) {
            return mapping(map, depth);
        }
        if (value instanceof Collection<?> items) {
            return sequence(items, depth);
        }
        return scalar(value);
    }

    private Node scalar(Object value) {
        if (value == null) {
            return plain(Tag.NULL, "null");
        }
        if (value instanceof CharSequence text) {
            return new ScalarNode(Tag.STR, text.toString(), null, null, styleOf());
        }
        if (value instanceof Boolean truth) {
            return plain(Tag.BOOL, truth ? "true" : "false");
        }
        if (Numbers.isInteger(value)) {
            return plain(Tag.INT, value.toString());
        }
        if (value instanceof Double number) {
            return plain(Tag.FLOAT, real(number));
        }
        throw EvaluationError.value("to_yaml - ('cannot represent an object', " + Types.name(value) + ")");
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = Text.repr(number).toLowerCase(Locale.ROOT);
        return text.indexOf('.') < 0 && text.indexOf('e') >= 0 ? text.replace("e", ".0e") : text;
    }

    private DumperOptions.ScalarStyle styleOf() {
        return style.map(text -> DumperOptions.ScalarStyle.createStyle(text.charAt(0)))
                .orElse(DumperOptions.ScalarStyle.PLAIN);
    }

    private Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, styleOf());
    }

    private Node sequence(Collection<?> items, int depth) {
        List<Node> children = new ArrayList<>();
        items.forEach(item -> children.add(node(item, depth + 1)));
        return new SequenceNode(Tag.SEQ, children, layout(children));
    }

    private Node mapping(Map<?, ?> map, int depth) {
        List<Object> keys = new ArrayList<>(map.keySet());
        boolean comparable =
                keys.stream().allMatch(Text::isText) || keys.stream().allMatch(Numbers::isNumber);
        if (sortKeys && comparable) {
            keys.sort((left, right) -> Comparison.compare(left, right, "<"));
        }
        List<NodeTuple> pairs = new ArrayList<>();
        List<Node> children = new ArrayList<>();
        for (Object key : keys) {
            Node name = node(key, depth + 1);
            Node element = node(map.get(key), depth + 1);
            pairs.add(new NodeTuple(name, element));
            children.add(name);
            children.add(element);
        }
        return new MappingNode(Tag.MAP, pairs, layout(children));
    }

    private DumperOptions.FlowStyle layout(List<Node> children) {
        boolean scalars = children.stream().allMatch(ScalarNode.class::isInstance);
        return flow.orElse(scalars) ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK;
    }
}
