// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.inventory.Node;
import io.centossrv.jobs.internal.submit.RunPreview;
import io.centossrv.jobs.internal.target.NodeTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a request would do, as the API shows it. */
public record RunPreviewBody(
        String target,
        List<PreviewedNode> nodes,
        int count,
        int unknown,
        int batches,
        Optional<Integer> maxFailures,
        Optional<Integer> confirm) {
    /** A node and its batch. */
    public record PreviewedNode(String node, String name, String state, int batch) {}

    static RunPreviewBody of(RunPreview preview) {
        List<PreviewedNode> nodes = new ArrayList<>();
        for (Node node : preview.nodes()) {
            nodes.add(new PreviewedNode(
                    node.id().toString(),
                    NodeTargets.name(node).value(),
                    node.state().name().toLowerCase(Locale.ROOT),
                    nodes.size() / preview.batchSize() + 1));
        }
        int count = nodes.size();
        return new RunPreviewBody(
                preview.target(),
                nodes,
                count,
                preview.unknown(),
                (count - 1) / preview.batchSize() + 1,
                preview.maxFailures(),
                preview.confirmation() ? Optional.of(count) : Optional.empty());
    }
}
