// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.page.PageRequest;
import java.util.List;

/** What the argument {@code node} can be completed to: the names of accepted nodes, the ids of pending ones. */
final class NodeCompletion {
    private NodeCompletion() {}

    static List<String> of(StoredInventoryService inventory) {
        return inventory
                .list(new PageRequest(PageRequest.MAX_LIMIT, PageRequest.first().after()))
                .items()
                .stream()
                .map(NodeCompletion::word)
                .sorted()
                .toList();
    }

    private static String word(Node node) {
        return node.name().isPresent() ? node.name().get().value() : node.id().toString();
    }
}
