// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.TaskHeader;
import io.centossrv.playbook.model.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code meta}: what changes the run itself. */
final class MetaTasks {
    private static final Set<String> FOR_EACH =
            Set.of("noop", "reset_connection", "end_host", "role_complete", "flush_handlers");
    private static final Set<String> UNCONDITIONAL = Set.of("noop", "refresh_inventory", "reset_connection");

    private final Run run;
    private final Batch batch;

    MetaTasks(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
    }

    /** Returns what a task does. */
    static String kind(TaskStep step) {
        Map<String, Object> arguments = step.task().action().arguments();
        return Text.of(arguments.getOrDefault(Action.FREE_FORM, arguments.getOrDefault("free_form", "")));
    }

    /** Returns whether it is done once and for all hosts. */
    static boolean isOnce(TaskStep step) {
        return !FOR_EACH.contains(kind(step));
    }

    /** Does it for a host. */
    void run(TaskStep step, String host, Optional<TaskHeader> header) {
        String kind = kind(step);
        boolean holds = UNCONDITIONAL.contains(kind) || kind.equals("role_complete") || holds(step, host);
        if (step.isHandler()) {
            step.notified().remove(host);
        }
        if (!holds) {
            Map<String, Object> skipped = new LinkedHashMap<>();
            skipped.put("msg", message(kind, host));
            skipped.put("skipped", true);
            skipped.put("skip_reason", kind + " conditional evaluated to False" + reason(kind, host));
            header.ifPresent(shown -> run.listener()
                    .taskEnded(run.told(
                            shown,
                            host,
                            HostResult.Status.SKIPPED,
                            new ItemResult(skipped),
                            run.settings().run().clock().instant())));
            return;
        }
        act(step, kind, host);
    }

    private void act(TaskStep step, String kind, String host) {
        switch (kind) {
            case "noop", "refresh_inventory", "reset_connection" -> {}
            case "flush_handlers" -> flush(step, host);
            case "clear_facts" -> batch.context().batch().forEach(run.variables()::clearFacts);
            case "clear_host_errors" ->
                batch.context().batch().forEach(each -> {
                    run.failed().remove(each);
                    run.unreachable().remove(each);
                    batch.cursor(each).clearErrors();
                });
            case "end_batch", "end_play" -> {
                reachable().forEach(each -> batch.cursor(each).end(false));
                if (kind.equals("end_play")) {
                    batch.endPlay();
                }
            }
            case "end_host" -> {
                batch.cursor(host).end(false);
                batch.context().removed().add(host);
            }
            case "role_complete" ->
                step.role()
                        .filter(role -> run.progress(role).begun().contains(host))
                        .ifPresent(role -> run.progress(role).completed().add(host));
            default ->
                throw new RunFailure(
                        "bad-value", Optional.of(step.task().position()), "invalid meta action requested: " + kind);
        }
    }

    private void flush(TaskStep step, String host) {
        if (batch.cursor(host).isFlushing()) {
            throw new RunFailure(
                    "other", Optional.of(step.task().position()), "flush_handlers cannot be used as a handler");
        }
        if (!run.unreachable().contains(host)) {
            batch.cursor(host).flush();
        }
    }

    private List<String> reachable() {
        return batch.left();
    }

    private boolean holds(TaskStep step, String host) {
        HostVariables vars = run.variables().of(batch.context(), Optional.of(host), Optional.of(step));
        Templar templar =
                run.templars().of(vars, SearchPath.of(step, batch.context().play()));
        for (Object condition : step.all("when")) {
            try {
                if (!templar.condition(condition)) {
                    return false;
                }
            } catch (JinjaException e) {
                throw new RunFailure(
                        "undefined-variable",
                        Optional.of(step.task().position()),
                        "The conditional check '" + Text.of(condition) + "' failed. The error was: " + e.getMessage());
            }
        }
        return true;
    }

    private static String message(String kind, String host) {
        return kind.equals("end_host")
                ? "end_host conditional evaluated to false, continuing execution for " + host
                : kind;
    }

    private static String reason(String kind, String host) {
        return switch (kind) {
            case "flush_handlers" -> ", not running handlers for " + host;
            case "clear_facts" -> ", not clearing facts and fact cache for " + host;
            case "clear_host_errors" -> ", not clearing host error state for " + host;
            case "end_batch" -> ", continuing current batch";
            case "end_play" -> ", continuing play";
            case "end_host" -> ", continuing execution for " + host;
            default -> "";
        };
    }
}
