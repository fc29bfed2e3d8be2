// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.playbook.engine.spi.EngineListener;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.HostTally;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.TaskHeader;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What happened in a run, in the corpus' form. */
final class PlayEvents implements EngineListener {
    private static final Set<String> TELLING = Set.of(
            "debug",
            "assert",
            "fail",
            "set_fact",
            "command",
            "shell",
            "meta",
            "add_host",
            "group_by",
            "set_stats",
            "validate_argument_spec");
    private static final Set<String> DROPPED = Set.of(
            "start",
            "end",
            "delta",
            "cmd",
            "warnings",
            "invocation",
            "item",
            "results",
            "changed",
            "failed",
            "skipped",
            "ansible_loop_var",
            "argument_spec_data",
            "validate_args_context",
            "retries",
            "ansible_index_var",
            "ansible_loop",
            "add_host",
            "add_group",
            "parent_groups",
            "ansible_stats",
            "unreachable");
    private static final Set<String> OF_ALL =
            Set.of("skip_reason", "skipped_reason", "censored", "attempts", "failed_when_result");

    private final PlayWorld world;
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final Map<String, Object> recap = new TreeMap<>();
    private String play = "";
    private Optional<RunFailure> trouble = Optional.empty();

    PlayEvents(PlayWorld world) {
        this.world = world;
    }

    List<Map<String, Object>> all() {
        return events;
    }

    Map<String, Object> recap() {
        return recap;
    }

    Optional<RunFailure> trouble() {
        return trouble;
    }

    private Map<String, Object> event(String type) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        events.add(event);
        return event;
    }

    @Override
    public void playStarted(String name, List<String> hosts) {
        play = name;
        Map<String, Object> event = event("play");
        event.put("play", name);
        event.put("hosts", new ArrayList<Object>(hosts));
    }

    @Override
    public void noHostsMatched() {
        event("no_hosts_matched");
    }

    @Override
    public void noHostsRemaining() {
        event("no_hosts_remaining");
    }

    @Override
    public void taskStarted(TaskHeader task) {
        Map<String, Object> event = event("task");
        event.put("play", play);
        event.put("task", world.normalised(task.name()));
        event.put("kind", task.handler() ? "handler" : "task");
    }

    @Override
    public void included(String file, List<String> hosts) {
        Map<String, Object> event = event("include");
        event.put("file", world.normalised(file));
        event.put("hosts", new ArrayList<Object>(hosts));
    }

    @Override
    public void itemEnded(HostResult result) {
        result("item", result);
    }

    @Override
    public void taskEnded(HostResult result) {
        result("result", result);
    }

    @Override
    public void retried(HostResult result, long attempts, long left) {
        Map<String, Object> event = event("retry");
        event.put("host", result.host());
        event.put("task", result.task().name());
        event.put("attempts", attempts);
        event.put("left", left);
    }

    @Override
    public void troubled(RunFailure failure) {
        trouble = Optional.of(failure);
    }

    @Override
    public void recap(Map<String, HostTally> hosts, Map<String, Map<String, Object>> customStats) {
        hosts.forEach((host, tally) -> {
            Map<String, Object> line = new TreeMap<>();
            line.put("ok", (long) tally.ok());
            line.put("changed", (long) tally.changed());
            line.put("unreachable", (long) tally.unreachable());
            line.put("failed", (long) tally.failed());
            line.put("skipped", (long) tally.skipped());
            line.put("rescued", (long) tally.rescued());
            line.put("ignored", (long) tally.ignored());
            recap.put(host, line);
        });
    }

    private void result(String type, HostResult result) {
        Map<String, Object> event = event(type);
        event.put("kind", result.task().handler() ? "handler" : "task");
        event.put("task", world.normalised(result.task().name()));
        event.put("host", result.host());
        event.put("status", result.status().name().toLowerCase(Locale.ROOT));
        Map<String, Object> values = result.values();
        Object variable = values.get("ansible_loop_var");
        event.put("item", type.equals("item") && variable != null ? placed(values.get("_ansible_item_label")) : null);
        event.put("delegate", result.delegate().orElse(null));
        String module = ModuleCatalog.shortName(result.task().action());
        event.put("out", out(result, module));
        boolean failed =
                switch (result.status()) {
                    case FAILED, RESCUED, IGNORED -> true;
                    default -> false;
                };
        if (failed) {
            error(result, values).ifPresent(error -> event.put("error", error));
        }
    }

    private Map<String, Object> out(HostResult result, String module) {
        Map<String, Object> out = new TreeMap<>();
        boolean failed = Boolean.TRUE.equals(result.values().get("failed"));
        boolean telling = TELLING.contains(module);
        result.values().forEach((name, value) -> {
            boolean shown = telling
                    ? !DROPPED.contains(name)
                            && !name.endsWith("_lines")
                            && !name.startsWith("_ansible")
                            && !(name.equals("msg") && result.values().containsKey("results") && !module.equals("fail"))
                    : OF_ALL.contains(name)
                            || name.equals("ansible_included_var_files")
                            || (name.equals("msg") && failed && !result.values().containsKey("results"));
            if (shown) {
                out.put(name, placed(value));
            }
        });
        return out;
    }

    private Optional<Map<String, Object>> error(HostResult result, Map<String, Object> values) {
        String message = String.valueOf(values.getOrDefault("msg", values.getOrDefault("reason", "")));
        String kind = PlayErrors.kind(message);
        if (kind.equals("other") && result.errorAt().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("class", kind);
        result.errorAt().ifPresent(at -> {
            error.put(
                    "file", world.normalised(world.project().resolve(at.file()).toString()));
            error.put("line", (long) at.line());
        });
        return Optional.of(error);
    }

    private Object placed(Object value) {
        if (value instanceof CharSequence text) {
            return world.normalised(text.toString());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new TreeMap<>();
            map.forEach(
                    (key, each) -> all.put(key == null ? "null" : world.normalised(String.valueOf(key)), placed(each)));
            return all;
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(placed(each)));
            return all;
        }
        return value;
    }
}
