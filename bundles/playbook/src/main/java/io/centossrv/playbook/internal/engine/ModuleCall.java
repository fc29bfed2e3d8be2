// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.module.WordExpansion;
import io.centossrv.playbook.run.RunSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a module in a thread of its own, so that one that hangs does not take the run with it. */
final class ModuleCall {
    /** How long a module may need to stop once its deadline has passed. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String OWN_USER = System.getProperty("user.name");

    /** Says that what a run would do can't be told; never shown. */
    static final String UNPREDICTABLE = "_ansible_unpredictable";

    private ModuleCall() {}

    static Map<String, Object> run(Module module, ActionCall call, Project project) {
        RunSettings run = call.settings().run();
        Optional<String> user = call.becomeUser().filter(name -> !name.equals(OWN_USER));
        if (user.isPresent() && !module.canBecome()) {
            throw new TaskFailure(
                    "the module " + module.name() + " acts as " + OWN_USER + " here, it can't become " + user.get());
        }
        Map<String, String> environment = new HashMap<>(run.environment());
        environment.putAll(call.environment());
        Map<String, Object> given = Values.texts((Map<?, ?>) Values.plain(call.arguments()));
        ArgumentSpec.Checked checked = module.arguments()
                .check(ModuleCatalog.shortName(module.name()), given, text -> WordExpansion.expand(text, environment));
        if (!checked.mistakes().isEmpty()) {
            throw new TaskFailure(checked.mistakes().get(0).message());
        }
        ModuleContext context = new ModuleContext(
                checked.arguments(),
                call.check(),
                call.diff(),
                project,
                run.folder(),
                environment,
                call.deadline(),
                run.clock(),
                run.cancellation(),
                call.output(),
                user,
                call.environment());
        return form(within(run, call.deadline(), new FutureTask<>(() -> module.run(context)), module.name()));
    }

    private static ModuleResult within(
            RunSettings settings, Deadline deadline, FutureTask<ModuleResult> run, String module) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    run.run();
                    over.complete(null);
                },
                "module " + module);
        thread.setDaemon(true);
        thread.start();
        try {
            settings.cancellation()
                    .or(over)
                    .get(deadline.remaining().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            return run.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            return ModuleResult.failed(
                    "the module did not end in time and was left behind: what it did is not known", Map.of());
        } catch (ExecutionException e) {
            return e.getCause() instanceof ModuleFailure failure ? failure.result() : broken(e.getCause(), module);
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            return ModuleResult.failed("the run was stopped: what the module did is not known", Map.of());
        }
    }

    private static ModuleResult broken(Throwable cause, String module) {
        if (cause instanceof Error error && !(error instanceof LinkageError) && !(error instanceof AssertionError)) {
            throw error;
        }
        // Its text may quote what it worked on; the class and the place are what a bug report needs.
        StackTraceElement[] trace = cause.getStackTrace();
        return ModuleResult.failed(
                "the module " + module + " broke: " + cause.getClass().getName()
                        + (trace.length == 0 ? "" : " at " + trace[0]),
                Map.of());
    }

    private static Map<String, Object> form(ModuleResult result) {
        Map<String, Object> form = new LinkedHashMap<>(result.values());
        form.put("changed", result.changed());
        if (result.failed()) {
            form.put("failed", true);
        }
        if (result.skipped()) {
            form.put("skipped", true);
        }
        if (result.unpredictable()) {
            form.put(UNPREDICTABLE, true);
        }
        result.message().ifPresent(message -> form.put("msg", message));
        if (!result.diffs().isEmpty()) {
            List<Object> diffs = new ArrayList<>();
            result.diffs().forEach(diff -> diffs.add(form(diff)));
            form.put("diff", diffs);
        }
        if (!result.warnings().isEmpty()) {
            form.put("warnings", new ArrayList<Object>(result.warnings()));
        }
        return form;
    }

    private static Map<String, Object> form(Diff diff) {
        Map<String, Object> form = new LinkedHashMap<>();
        diff.beforeHeader().ifPresent(header -> form.put("before_header", header));
        diff.afterHeader().ifPresent(header -> form.put("after_header", header));
        diff.before().ifPresent(before -> form.put("before", before));
        diff.after().ifPresent(after -> form.put("after", after));
        form.putAll(diff.omitted());
        return form;
    }
}
