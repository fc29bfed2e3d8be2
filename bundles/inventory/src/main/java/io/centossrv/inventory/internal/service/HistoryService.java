// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.history.Difference;
import io.centossrv.inventory.internal.history.Section;
import io.centossrv.inventory.internal.history.Thing;
import io.centossrv.inventory.internal.store.PostgresHistoryStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What nodes have and had, and how that differs. */
@Component(service = HistoryService.class)
public final class HistoryService {
    private static final ErrorCode NO_SECTION = new ErrorCode("section-not-found", ErrorKind.NOT_FOUND);

    private final PostgresHistoryStore history;

    @Activate
    public HistoryService(@Reference PostgresHistoryStore history) {
        this.history = history;
    }

    public List<Section.Summary> summaries(NodeId node) {
        return history.summaries(node);
    }

    /** Returns the things of one kind; {@code section-not-found}, {@code history-not-kept}. */
    public Section section(NodeId node, String kind, Optional<Instant> at) {
        return history.section(node, kind, at)
                .orElseThrow(() -> new CentossrvException(
                        NO_SECTION, "The node " + node + " has reported nothing of the kind '" + shown(kind) + "'."));
    }

    /** Returns the facts at a time, without those that change all the time; {@code history-not-kept}. */
    public Optional<Facts> facts(NodeId node, Instant at) {
        return history.facts(node, at);
    }

    /** Returns how two nodes differ now, of what each of them has reported, without what is of one machine alone. */
    public List<Difference> between(NodeId one, NodeId other) {
        List<Difference> differences = new ArrayList<>(Difference.ofFacts(facts(one), facts(other)));
        TreeSet<String> kinds = new TreeSet<>(kinds(one));
        kinds.retainAll(kinds(other));
        for (String kind : kinds) {
            differences.addAll(Difference.ofThings(
                    kind, things(one, kind, Optional.empty()), things(other, kind, Optional.empty())));
        }
        return differences;
    }

    /** Returns what changed in a node since a time; of what it reports for a shorter time, since then. */
    public List<Difference> since(NodeId node, Instant at) {
        Map<String, Object> before = history.facts(node, at)
                .map(Facts::values)
                .<Map<String, Object>>map(HashMap::new)
                .orElseGet(Map::of);
        List<Difference> differences = new ArrayList<>(Difference.ofFacts(before, facts(node)));
        for (Section.Summary summary : history.summaries(node)) {
            Instant from = summary.since().isAfter(at) ? summary.since() : at;
            differences.addAll(Difference.ofThings(
                    summary.kind(),
                    things(node, summary.kind(), Optional.of(from)),
                    things(node, summary.kind(), Optional.empty())));
        }
        return differences;
    }

    private List<String> kinds(NodeId node) {
        return history.summaries(node).stream().map(Section.Summary::kind).toList();
    }

    private Map<String, Object> facts(NodeId node) {
        return history.factsNow(node)
                .map(Facts::values)
                .<Map<String, Object>>map(HashMap::new)
                .orElseGet(Map::of);
    }

    private List<Thing> things(NodeId node, String kind, Optional<Instant> at) {
        return history.section(node, kind, at).map(Section::things).orElse(List.of());
    }

    private static String shown(String kind) {
        return kind.length() > 60 ? kind.substring(0, 60) + "…" : kind;
    }
}
