// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.EngineListener;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.HostTally;
import io.centossrv.playbook.engine.spi.TaskHeader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells what happens in the words of Ansible's own output (plugins/callback/default.py), without colours. */
final class AnsibleOutput implements EngineListener {
    private static final int COLUMNS = 79;
    private static final Set<String> HIDDEN = Set.of("diff", "failed", "invocation");
    private static final Set<String> NOT_OF_DEBUG =
            Set.of("changed", "failed", "invocation", "item", "skipped", "ansible_loop_var");

    private final PrintStream out;
    private final PrintStream err;
    private final int verbosity;
    private boolean changed;

    AnsibleOutput(PrintStream out, PrintStream err, int verbosity) {
        this.out = out;
        this.err = err;
        this.verbosity = verbosity;
    }

    /** Returns whether a task has changed something. */
    boolean changed() {
        return changed;
    }

    @Override
    public void playStarted(String play, List<String> hosts) {
        banner("PLAY [" + clean(play) + "]");
    }

    @Override
    public void noHostsMatched() {
        out.println("skipping: no hosts matched");
    }

    @Override
    public void noHostsRemaining() {
        banner("NO MORE HOSTS LEFT");
    }

    @Override
    public void taskStarted(TaskHeader task) {
        banner((task.handler() ? "RUNNING HANDLER [" : "TASK [") + clean(task.name()) + "]");
    }

    @Override
    public void included(String file, List<String> hosts) {
        out.println("included: " + clean(file) + " for " + String.join(", ", hosts));
    }

    @Override
    public void itemEnded(HostResult result) {
        diff(result);
        String item = " => (item=" + clean(item(result)) + ")";
        switch (result.status()) {
            case OK -> out.println("ok: " + host(result) + item + shown(result));
            case CHANGED -> out.println("changed: " + host(result) + item + shown(result));
            case SKIPPED -> out.println("skipping: " + host(result) + item);
            default ->
                out.println("failed: " + host(result) + " (item=" + clean(item(result)) + ") => " + json(result));
        }
    }

    @Override
    public void taskEnded(HostResult result) {
        changed |= result.status() == HostResult.Status.CHANGED;
        boolean looped = result.values().get("results") instanceof List<?>;
        if (!looped) {
            diff(result);
        }
        switch (result.status()) {
            case OK, CHANGED -> {
                if (!looped) {
                    String word = result.status() == HostResult.Status.OK ? "ok: " : "changed: ";
                    out.println(word + host(result) + shown(result));
                }
            }
            case SKIPPED -> out.println("skipping: " + host(result));
            case UNREACHABLE -> out.println("fatal: " + host(result) + ": UNREACHABLE! => " + json(result));
            case IGNORED -> {
                failed(result);
                out.println("...ignoring");
            }
            default -> failed(result);
        }
    }

    private void failed(HostResult result) {
        out.println("fatal: " + host(result) + ": FAILED! => " + json(result));
    }

    @Override
    public void retried(HostResult result, long attempts, long left) {
        out.println("FAILED - RETRYING: " + host(result) + ": "
                + clean(result.task().name()) + " (" + left + " retries left).");
    }

    @Override
    public void warned(String text) {
        err.println("[WARNING]: " + clean(text));
    }

    @Override
    public void recap(Map<String, HostTally> hosts, Map<String, Map<String, Object>> customStats) {
        banner("PLAY RECAP");
        new TreeMap<>(hosts)
                .forEach((host, tally) -> out.println(String.format(
                        Locale.ROOT,
                        "%-26s : ok=%-4d changed=%-4d unreachable=%-4d failed=%-4d skipped=%-4d rescued=%-4d ignored=%-4d",
                        clean(host),
                        tally.ok(),
                        tally.changed(),
                        tally.unreachable(),
                        tally.failed(),
                        tally.skipped(),
                        tally.rescued(),
                        tally.ignored())));
        out.println();
    }

    private void banner(String text) {
        out.println();
        out.println(text + " " + "*".repeat(Math.max(3, COLUMNS - text.length())));
    }

    private static String host(HostResult result) {
        return "[" + clean(result.host())
                + result.delegate().map(other -> " -> " + clean(other)).orElse("") + "]";
    }

    private static String item(HostResult result) {
        Object label = result.values()
                .getOrDefault("_ansible_item_label", result.values().get("item"));
        return Text.of(label);
    }

    private String shown(HostResult result) {
        boolean debug = result.task().action().equals("ansible.builtin.debug");
        if (!debug && verbosity == 0) {
            return "";
        }
        Map<String, Object> values = visible(result);
        if (debug) {
            values.keySet().removeAll(NOT_OF_DEBUG);
        }
        return " => " + PythonJson.write(values, 4);
    }

    private static String json(HostResult result) {
        return PythonJson.write(visible(result), 0);
    }

    private static Map<String, Object> visible(HostResult result) {
        Map<String, Object> values = new LinkedHashMap<>(result.values());
        values.keySet().removeIf(key -> key.startsWith("_ansible_") || HIDDEN.contains(key));
        return values;
    }

    private void diff(HostResult result) {
        Object diff = result.values().get("diff");
        List<Object> all = new ArrayList<>();
        if (diff instanceof List<?> list) {
            all.addAll(list);
        } else if (diff != null) {
            all.add(diff);
        }
        for (Object one : all) {
            if (one instanceof Map<?, ?> map) {
                Optional.of(UnifiedDiff.of(map))
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> out.println(text + "\n"));
            }
        }
    }

    /** What a host or a file says may not steer a terminal. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.chars().forEach(c -> {
            if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
                clean.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                clean.append((char) c);
            }
        });
        return clean.toString();
    }
}
