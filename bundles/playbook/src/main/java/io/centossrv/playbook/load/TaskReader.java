// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Block;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads lists of tasks and blocks. */
final class TaskReader {
    private static final Set<String> LISTS = Set.of("block", "rescue", "always");

    private final Reading reading;
    private final KeywordReader keywords;
    private final SingleTaskReader single;

    TaskReader(Reading reading, RoleReader roles, StaticNames names) {
        this.reading = reading;
        this.keywords = new KeywordReader(reading);
        this.single = new SingleTaskReader(reading, new ImportReader(reading, this, roles, names));
    }

    /** Returns the nodes of a list; none of nothing. */
    List<Node> nodes(Value value, Around around, Position owner, String what) {
        List<Node> nodes = new ArrayList<>();
        if (value.plain() == null) {
            return nodes;
        }
        if (!(value instanceof Value.Sequence list)) {
            reading.add(
                    "bad-type",
                    MistakeKind.BAD_VALUE,
                    value.position(),
                    owner,
                    "'" + what + "' takes a list of tasks, not " + value.kind());
            return nodes;
        }
        if (around.tooDeep()) {
            reading.add(
                    "recursion",
                    MistakeKind.RECURSION,
                    value.position(),
                    owner,
                    "this is more than " + Around.DEEPEST + " blocks and imports deep: does it import itself?");
            return nodes;
        }
        for (Value item : list.items()) {
            if (!reading.counts(item.position())) {
                return nodes;
            }
            node(item, around).forEach(nodes::add);
        }
        return nodes;
    }

    private List<Node> node(Value item, Around around) {
        if (!(item instanceof Value.Mapping map)) {
            reading.add(
                    "bad-type",
                    MistakeKind.BAD_VALUE,
                    item.position(),
                    item.position(),
                    "a task is a map, not " + item.kind());
            return List.of();
        }
        if (LISTS.stream().noneMatch(name -> map.entry(name).isPresent())) {
            return single.read(map, around);
        }
        if (around.handlers()) {
            reading.add(
                    "block-handler",
                    MistakeKind.MALFORMED,
                    map.position(),
                    map.position(),
                    "Using a block as a handler is not supported.");
            return List.of();
        }
        return block(map, around).map(block -> List.<Node>of(block)).orElse(List.of());
    }

    private Optional<Block> block(Value.Mapping map, Around around) {
        if (!keywords.known(map, KeywordNames.BLOCK, "a block")) {
            return Optional.empty();
        }
        if (map.entry("block").isEmpty()) {
            Value.Entry first =
                    map.entry("rescue").or(() -> map.entry("always")).orElseThrow();
            reading.add(
                    "no-block",
                    MistakeKind.MALFORMED,
                    first.at(),
                    map.position(),
                    "'" + first.key() + "' keyword cannot be used without 'block'");
            return Optional.empty();
        }
        Keywords own = keywords.read(map, LISTS);
        Around inner = around.within(own.vars());
        return Optional.of(new Block(
                own,
                list(map, "block", inner),
                list(map, "rescue", inner),
                list(map, "always", inner),
                new Origin.Written(),
                map.position()));
    }

    private List<Node> list(Value.Mapping map, String name, Around around) {
        return map.entry(name)
                .map(entry -> nodes(entry.value(), around, map.position(), name))
                .orElse(List.of());
    }
}
