// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import io.centossrv.playbook.Position;
import io.centossrv.playbook.module.OutputCapture;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a task, or of one element of its loop, on a host.
 *
 * @param task the task
 * @param host the host
 * @param status how it ended
 * @param values the result as Ansible shapes it; censored where the task says {@code no_log}
 * @param delegate the host on which it was done instead
 * @param errorAt where the cause of a failure stands, as far as it is one of the text
 * @param output what commands printed; nothing where the task says {@code no_log}
 */
public record HostResult(
        TaskHeader task,
        String host,
        Status status,
        Map<String, Object> values,
        Optional<String> delegate,
        Optional<Position> errorAt,
        OutputCapture output,
        Instant startedAt,
        Instant endedAt) {
    /** How a task can end on a host. */
    public enum Status {
        OK,
        CHANGED,
        SKIPPED,
        FAILED,
        /** It failed, and a rescue takes over. */
        RESCUED,
        /** It failed, and its errors are ignored. */
        IGNORED,
        UNREACHABLE
    }

    public HostResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Values may be secrets: only their names are told. */
    @Override
    public String toString() {
        return "HostResult[task=" + task + ", host=" + host + ", status=" + status + ", keys=" + values.keySet() + "]";
    }
}
