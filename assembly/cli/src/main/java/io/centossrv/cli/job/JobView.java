// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job at one moment.
 *
 * @param json as it came
 * @param nodes by name
 */
record JobView(JsonObject json, List<NodeView> nodes) {
    private static final Set<String> OPEN = Set.of("queued", "waiting", "running");

    String id() {
        return json.text("id").orElse("");
    }

    boolean isFinal() {
        return !OPEN.contains(json.text("state").orElse("queued"));
    }

    Optional<String> kind() {
        return json.text("kind");
    }

    boolean isCheck() {
        return json.flag("check");
    }

    /** Returns job and nodes as one thing for programs. */
    JsonObject whole() {
        return JsonObject.with()
                .put("job", json)
                .put("nodes", JsonArray.of(nodes.stream().map(NodeView::json).toList()))
                .build();
    }
}
