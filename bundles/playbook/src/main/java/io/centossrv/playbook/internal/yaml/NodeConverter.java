// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.yaml;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.model.Vaulted;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes values of SnakeYAML's nodes: merge keys, duplicate keys, tags, cycles, and the size of what aliases make. */
final class NodeConverter {
    private static final long MOST_VALUES = 200_000;
    private static final Tag UNSAFE = new Tag("!unsafe");
    private static final Tag VAULT = new Tag("!vault");
    private static final Tag VAULT_ENCRYPTED = new Tag("!vault-encrypted");

    private final String file;
    private final List<Mistake> mistakes;
    private final Optional<List<Mistake>> warnings;
    private final IdentityHashMap<Node, Value> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

    /**
     * Creates a converter.
     *
     * @param warnings where a file is Ansible's: takes keys that stand twice
     */
    NodeConverter(String file, List<Mistake> mistakes, Optional<List<Mistake>> warnings) {
        this.file = file;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    /** Returns the value of a node; empty, with a mistake, where it contains itself or grows too large. */
    Optional<Value> convert(Node node) {
        Value known = done.get(node);
        if (known != null) {
            return Optional.of(known);
        }
        if (open.put(node, true) != null) {
            return wrong("cycle", node, "this value contains itself");
        }
        Optional<Value> value = fresh(node);
        open.remove(node);
        if (value.isPresent() && value.get().weight() > MOST_VALUES) {
            return wrong("too-large", node, "aliases make more than " + MOST_VALUES + " values of this");
        }
        value.ifPresent(known2 -> done.put(node, known2));
        return value;
    }

    private Optional<Value> fresh(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node.getTag().equals(UNSAFE)) {
            node.setTag(node instanceof SequenceNode ? Tag.SEQ : Tag.MAP);
            return fresh(node).map(NodeConverter::unsafe);
        }
        if (!node.getTag().equals(Tag.SEQ) && !node.getTag().equals(Tag.MAP)) {
            return wrong("unsupported", node, "the tag " + node.getTag().getValue() + " is not supported here");
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            long weight = 1;
            for (Node child : sequence.getValue()) {
                Optional<Value> item = convert(child);
                if (item.isPresent()) {
                    items.add(item.get());
                    weight += item.get().weight();
                }
            }
            return Optional.of(new Value.Sequence(items, weight, position(node.getStartMark())));
        }
        return mapping((MappingNode) node);
    }

    private Optional<Value> scalar(ScalarNode node) {
        Tag tag = node.getTag();
        Position position = position(node.getStartMark());
        if (tag.equals(YamlReader.PLAIN)) {
            return Optional.of(new Value.Scalar(Scalars.resolve(node.getValue()), false, position));
        }
        if (tag.equals(VAULT) || tag.equals(VAULT_ENCRYPTED)) {
            if (warnings.isPresent()) {
                return Optional.of(new Value.Scalar(Optional.of(new Vaulted(node.getValue())), true, position));
            }
            return wrong("unsupported", node, "vault values are not supported yet");
        }
        if (tag.equals(Tag.STR) || tag.equals(UNSAFE)) {
            return Optional.of(new Value.Scalar(Optional.of(node.getValue()), tag.equals(UNSAFE), position));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL) || tag.equals(Tag.NULL)) {
            return Optional.of(new Value.Scalar(Scalars.resolve(node.getValue()), false, position));
        }
        return wrong("unsupported", node, "the tag " + tag.getValue() + " is not supported here");
    }

    private Optional<Value> mapping(MappingNode node) {
        Map<String, Value.Entry> own = new LinkedHashMap<>();
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(new Mistake(
                        "bad-key", position(tuple.getKeyNode().getStartMark()), "a key must be a text or a number"));
                continue;
            }
            Position at = position(key.getStartMark());
            if (key.getTag().equals(YamlReader.PLAIN) && key.getValue().equals("<<")) {
                merge(tuple.getValueNode(), merged);
                continue;
            }
            Optional<Value> value = convert(tuple.getValueNode());
            if (value.isPresent()) {
                Value.Entry former =
                        own.put(key.getValue(), new Value.Entry(key.getValue(), name(key), at, value.get()));
                if (former != null) {
                    warnings.orElse(mistakes)
                            .add(new Mistake(
                                    "duplicate-key",
                                    at,
                                    "the key '" + key.getValue() + "' stands here already, in line "
                                            + former.at().line()));
                }
            }
        }
        // As with PyYAML a key that is merged keeps its place also where the map itself has it.
        merged.putAll(own);
        List<Value.Entry> entries = new ArrayList<>(merged.values());
        long weight = 1;
        for (Value.Entry entry : entries) {
            weight += entry.value().weight();
        }
        return Optional.of(new Value.Mapping(entries, weight, position(node.getStartMark())));
    }

    private static Object name(ScalarNode key) {
        return key.getTag().equals(YamlReader.PLAIN)
                ? Scalars.resolve(key.getValue()).orElse(null)
                : key.getValue();
    }

    private static Value unsafe(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return new Value.Scalar(scalar.content(), true, scalar.position());
        }
        if (value instanceof Value.Sequence list) {
            return new Value.Sequence(
                    list.items().stream().map(NodeConverter::unsafe).toList(), list.weight(), list.position());
        }
        Value.Mapping map = (Value.Mapping) value;
        List<Value.Entry> entries = map.entries().stream()
                .map(entry -> new Value.Entry(entry.key(), entry.name(), entry.at(), unsafe(entry.value())))
                .toList();
        return new Value.Mapping(entries, map.weight(), map.position());
    }

    private void merge(Node source, Map<String, Value.Entry> into) {
        Optional<Value> value = convert(source);
        if (value.isEmpty()) {
            return;
        }
        List<Value> sources = value.get() instanceof Value.Sequence many ? many.items() : List.of(value.get());
        // The first source wins, the last comes first: so PyYAML does it, and dicts show their order.
        for (int i = sources.size() - 1; i >= 0; i--) {
            Value one = sources.get(i);
            if (one instanceof Value.Mapping map) {
                map.entries().forEach(entry -> into.put(entry.key(), entry));
            } else {
                mistakes.add(new Mistake("bad-type", one.position(), "'<<' takes a map, or a list of maps"));
            }
        }
    }

    private Position position(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Optional<Value> wrong(String code, Node node, String message) {
        mistakes.add(new Mistake(code, position(node.getStartMark()), message));
        return Optional.empty();
    }
}
