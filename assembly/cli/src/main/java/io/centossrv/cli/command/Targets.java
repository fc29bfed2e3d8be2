// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import java.util.List;
import java.util.Set;

/** Looks up which nodes a target means, to ask before something large is done. */
final class Targets {
    private static final Set<String> NEVER = Set.of("pending", "revoked", "retired");

    private final ApiClient api;

    Targets(ApiClient api) {
        this.api = api;
    }

    /** Returns the names of the nodes. */
    List<String> names(String target) {
        return api.all("/api/v1/nodes?limit=1000&filter=" + ApiClient.encode(target)).stream()
                .filter(node -> !NEVER.contains(node.text("state").orElse("")))
                .flatMap(node -> node.text("name").stream())
                .sorted()
                .toList();
    }

    /** Returns how many nodes there are, or {@code most} where there are more. */
    int fleet(int most) {
        List<JsonObject> nodes = api.some("/api/v1/nodes?limit=" + Math.min(most, 1000), most);
        return nodes.size();
    }
}
