// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.Position;
import io.centossrv.playbook.module.OutputCapture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a task, or of one element of its loop, on a host, before it is told. Of one thread. */
final class ItemResult {
    private final Map<String, Object> values;
    private final List<String> notify = new ArrayList<>();
    private Optional<Position> errorAt = Optional.empty();
    private OutputCapture output = OutputCapture.unwatched();
    private boolean ignoreErrors;
    private boolean ignoreUnreachable;
    private boolean noLog;
    private boolean cacheable;
    private Optional<String> delegate = Optional.empty();
    private boolean delegateFacts;

    ItemResult(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    static ItemResult failed(TaskFailure failure) {
        ItemResult result = new ItemResult(failure.result());
        result.errorAt = failure.position();
        return result;
    }

    Map<String, Object> values() {
        return values;
    }

    List<String> notified() {
        return notify;
    }

    boolean is(String flag) {
        return Values.flag(values.get(flag));
    }

    boolean isFailed() {
        Object decided = values.get("failed_when_result");
        return decided == null
                ? is("failed")
                : decided instanceof Boolean truth ? truth : !decided.toString().isEmpty();
    }

    Optional<Position> errorAt() {
        return errorAt;
    }

    void errorAt(Optional<Position> position) {
        errorAt = position;
    }

    OutputCapture output() {
        return output;
    }

    void output(OutputCapture captured) {
        output = captured;
    }

    boolean ignoresErrors() {
        return ignoreErrors;
    }

    void ignoreErrors(boolean ignored) {
        ignoreErrors = ignored;
    }

    boolean ignoresUnreachable() {
        return ignoreUnreachable;
    }

    void ignoreUnreachable(boolean ignored) {
        ignoreUnreachable = ignored;
    }

    boolean isHidden() {
        return noLog;
    }

    void hide(boolean hidden) {
        noLog = hidden;
    }

    boolean isCacheable() {
        return cacheable;
    }

    void cacheable(boolean kept) {
        cacheable = kept;
    }

    Optional<String> delegate() {
        return delegate;
    }

    boolean delegatesFacts() {
        return delegateFacts;
    }

    void delegate(Optional<String> host, boolean facts) {
        delegate = host;
        delegateFacts = facts;
    }
}
