// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.List;

/** Finds one node by what people call it. */
final class NodeLookup {
    private final ApiClient api;

    NodeLookup(ApiClient api) {
        this.api = api;
    }

    /** Returns the node with this name or id. */
    JsonObject find(String idOrName) {
        return api.get("/api/v1/nodes/" + ApiClient.encode(idOrName));
    }

    /** Returns the pending node with this id or host name. */
    JsonObject findPending(String idOrHostname) {
        List<JsonObject> pending = api.all("/api/v1/nodes?limit=1000").stream()
                .filter(node -> node.text("state").filter("pending"::equals).isPresent())
                .filter(node -> node.text("id").filter(idOrHostname::equals).isPresent()
                        || node.text("hostname")
                                .filter(idOrHostname::equalsIgnoreCase)
                                .isPresent())
                .toList();
        if (pending.isEmpty()) {
            throw Failure.of(ExitCode.NO_TARGET, "node-not-found", "No pending node is called " + idOrHostname + ".")
                    .next("See which nodes there are: csrv node list -o wide");
        }
        if (pending.size() > 1) {
            throw Failure.of(
                            ExitCode.USAGE,
                            "node-ambiguous",
                            pending.size() + " pending nodes are called " + idOrHostname + ".")
                    .at(pending.stream()
                            .map(node ->
                                    id(node) + "  " + node.text("fingerprint").orElse(""))
                            .toList())
                    .next("Accept one by its id; compare the fingerprint with what its agent prints.");
        }
        return pending.get(0);
    }

    static String id(JsonObject node) {
        return node.text("id")
                .orElseThrow(() -> Failure.of(ExitCode.INTERNAL, "answer-invalid", "A node came without an id."));
    }
}
