// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.engine.spi.EngineListener;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.HostResult;
import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.engine.spi.HostTally;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.TaskHeader;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.module.OutputCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What all plays of a run share. Of one thread. */
public final class Run {
    private static final Set<String> KEPT_OF_HIDDEN = Set.of("attempts", "changed", "retries");

    private final EngineSettings settings;
    private final EngineListener listener;
    private final HostTable hosts;
    private final Templars templars;
    private final VariableStore variables;
    private final Actions actions;
    private final Tallies tallies = new Tallies();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Set<String> unreachable = new LinkedHashSet<>();
    private final Map<Role, RoleProgress> roles = new HashMap<>();
    private Outcome.Kind ended = Outcome.Kind.OK;
    private int tasks;
    private List<String> batch = List.of();

    /** How far a role is: on which hosts a task of it ran, and on which all of it did. */
    record RoleProgress(Set<String> begun, Set<String> completed) {}

    public Run(EngineSettings settings, EngineListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.hosts = settings.inventory().hosts();
        ProjectPaths files = new ProjectPaths(settings.folder(), settings.run().project());
        this.templars = new Templars(files, Map.of("unvault", new UnvaultLookup(settings.vault())));
        this.variables = new VariableStore(settings, hosts, templars);
        this.actions = new Actions(settings);
    }

    EngineSettings settings() {
        return settings;
    }

    EngineListener listener() {
        return listener;
    }

    HostTable hosts() {
        return hosts;
    }

    Templars templars() {
        return templars;
    }

    VariableStore variables() {
        return variables;
    }

    Actions actions() {
        return actions;
    }

    Tallies tallies() {
        return tallies;
    }

    /** Returns the hosts that failed in the play that runs. */
    Set<String> failed() {
        return failed;
    }

    Set<String> unreachable() {
        return unreachable;
    }

    String omit() {
        return variables.magic().omit();
    }

    RoleProgress progress(Role role) {
        return roles.computeIfAbsent(role, key -> new RoleProgress(new LinkedHashSet<>(), new LinkedHashSet<>()));
    }

    boolean hasRun(TaskStep step, String host) {
        return step.role()
                .filter(role -> !step.isHandler() && !role.allowDuplicates())
                .filter(role -> progress(role).completed().contains(host))
                .isPresent();
    }

    Set<String> groupsOf(String module) {
        return Set.of();
    }

    /** Returns whether nothing more may begin. */
    boolean isStopped() {
        return settings.run().cancellation().isAsked()
                || settings.run().deadline().passed();
    }

    void warn(String text) {
        listener.warned(text);
    }

    /** Returns the number of a task that begins. */
    int nextTask() {
        return tasks++;
    }

    TaskHeader header(PlayContext context, TaskStep step, String name, int number) {
        return new TaskHeader(
                number,
                context.name(),
                step.shownName(name),
                step.task().action().module(),
                step.isHandler(),
                step.task().position());
    }

    void batch(List<String> names) {
        batch = names;
    }

    /** Tells a task which hosts of its batch are left and which failed. */
    void hostStates(HostVariables vars) {
        List<Object> left = new ArrayList<>();
        List<Object> lost = new ArrayList<>();
        for (String host : batch) {
            if (failed.contains(host)) {
                lost.add(host);
            } else if (!unreachable.contains(host)) {
                left.add(host);
            }
        }
        vars.put("ansible_current_hosts", left);
        vars.put("ansible_failed_hosts", lost);
    }

    OutputCapture output(TaskHeader header, boolean hidden) {
        return new OutputCapture(
                settings.run().limits(),
                hidden ? OutputCapture.Watcher.NONE : settings.run().watchers().apply(header.number()));
    }

    /** Returns a result as it may be told. */
    HostResult told(TaskHeader header, String host, HostResult.Status status, ItemResult result, Instant startedAt) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (result.isHidden()) {
            values.put("censored", Texts.HIDDEN);
            result.values().forEach((name, value) -> {
                if (KEPT_OF_HIDDEN.contains(name) || name.equals(ModuleCall.UNPREDICTABLE)) {
                    values.put(name, value);
                }
            });
            values.put("failed", result.isFailed());
        } else {
            values.putAll(Values.texts((Map<?, ?>) Values.plain(result.values())));
        }
        return new HostResult(
                header,
                host,
                status,
                values,
                result.delegate(),
                result.errorAt(),
                result.isHidden() ? OutputCapture.unwatched() : result.output(),
                startedAt,
                settings.run().clock().instant());
    }

    /** Waits, at most until the run is to end. */
    void waitFor(Duration duration) {
        Duration left = settings.run().deadline().remaining();
        Duration most = duration.compareTo(left) < 0 ? duration : left;
        try {
            settings.run().cancellation().or(new CompletableFuture<Void>()).get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cancellation never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether nothing more may begin. */
    public boolean isOver() {
        return isStopped();
    }

    /** Returns how the last batch ended. */
    public Outcome.Kind ended() {
        return ended;
    }

    void ended(Outcome.Kind kind) {
        ended = kind;
    }

    public Map<String, HostTally> recap() {
        return tallies.hosts();
    }

    public Map<String, Map<String, Object>> customStats() {
        return tallies.custom();
    }
}
