// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.Finding.Level;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeExplanation;
import io.centossrv.inventory.NodeExplanationService;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.store.PostgresExplanationStore;
import io.centossrv.inventory.internal.store.PostgresInventoryStore;
import io.centossrv.inventory.spi.NodeExplainer;
import io.centossrv.protocol.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains nodes by what is stored, and by what other domains add. */
@Component(service = {NodeExplanationService.class, StoredExplanationService.class})
public final class StoredExplanationService implements NodeExplanationService {
    private static final Logger LOG = LoggerFactory.getLogger(StoredExplanationService.class);
    private static final int MOST = 20;

    private final PostgresInventoryStore nodes;
    private final PostgresExplanationStore stories;
    private final List<NodeExplainer> others = new CopyOnWriteArrayList<>();

    @Activate
    public StoredExplanationService(
            @Reference PostgresInventoryStore nodes, @Reference PostgresExplanationStore stories) {
        this.nodes = nodes;
        this.stories = stories;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindExplainer(NodeExplainer explainer) {
        others.add(explainer);
    }

    void unbindExplainer(NodeExplainer explainer) {
        others.remove(explainer);
    }

    @Override
    public NodeExplanation explain(NodeId id) {
        Node node = nodes.find(id).orElseThrow(() -> InventoryErrors.notFound(id));
        List<Finding> findings = new ArrayList<>();
        stories.find(id).ifPresent(story -> findings.addAll(new StoryTelling(node, story).findings()));
        others.forEach(other -> findings.addAll(asked(other, id)));
        return new NodeExplanation(node, findings);
    }

    private static List<Finding> asked(NodeExplainer other, NodeId id) {
        try {
            List<Finding> said = other.explain(id);
            return said.subList(0, Math.min(MOST, said.size()));
        } catch (RuntimeException | LinkageError e) {
            // Another domain's, or a plugin's: what the others know is worth showing without it.
            LOG.warn(
                    "A node could not be explained by {}: node={}",
                    other.getClass().getName(),
                    id,
                    e);
            return List.of(new Finding(
                    "other",
                    Level.NOTICE,
                    other.getClass().getSimpleName() + " could not say what it knows.",
                    Optional.empty()));
        }
    }
}
