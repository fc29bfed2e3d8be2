// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import io.centossrv.playbook.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a job ended on this node: {@code result.json}.
 *
 * @param outcome {@code ok}, {@code changed}, {@code failed}, {@code timed-out}, {@code rejected}, {@code interrupted},
 *     {@code cancelled}
 * @param code of a rejection, such as {@code expired}; else empty
 * @param reason in a sentence; may be empty
 * @param results how many tasks are in {@code events.jsonl}
 */
public record JobResult(String outcome, String code, String reason, Instant startedAt, Instant endedAt, int results) {
    byte[] toBytes() {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("outcome", outcome);
        if (!code.isEmpty()) {
            form.put("code", code);
        }
        form.put("reason", reason);
        form.put("startedAt", startedAt.toString());
        form.put("endedAt", endedAt.toString());
        form.put("results", (long) results);
        return (Json.write(form) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
