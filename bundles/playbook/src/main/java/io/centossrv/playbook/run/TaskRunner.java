// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import io.centossrv.playbook.CompiledTask;
import io.centossrv.playbook.TaskSwitches;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.OutputCapture;
import io.centossrv.playbook.module.WordExpansion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one task: its condition, its arguments, its module within its time, and what its keywords make of the result. */
final class TaskRunner {
    /** How long a module may need to stop once its deadline has passed. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String OWN_USER = System.getProperty("user.name");

    private final ModuleCatalog modules;
    private final RunSettings settings;

    TaskRunner(ModuleCatalog modules, RunSettings settings) {
        this.modules = modules;
        this.settings = settings;
    }

    ModuleResult run(CompiledTask task, OutputCapture output) {
        if (!task.switches().when().orElse(true)) {
            return new ModuleResult(
                    false,
                    false,
                    true,
                    false,
                    Optional.empty(),
                    Map.of("skip_reason", "Conditional result was False"),
                    List.of(),
                    List.of());
        }
        Optional<Module> module = modules.find(task.module());
        if (module.isEmpty()) {
            return ModuleResult.failed("this node has no module '" + task.module() + "'", Map.of());
        }
        return override(task.switches(), check(module.get(), task, output));
    }

    private ModuleResult check(Module module, CompiledTask task, OutputCapture output) {
        Optional<String> user = task.switches().become().asWhom().filter(name -> !name.equals(OWN_USER));
        if (user.isPresent() && !module.canBecome()) {
            return ModuleResult.failed(
                    "the module " + module.name() + " acts as " + OWN_USER + " here, it can't become " + user.get(),
                    Map.of());
        }
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.putAll(task.switches().environment());
        ArgumentSpec.Checked checked = module.arguments()
                .check(
                        ModuleCatalog.shortName(module.name()),
                        task.arguments(),
                        text -> WordExpansion.expand(text, environment));
        if (!checked.mistakes().isEmpty()) {
            ArgumentMistake first = checked.mistakes().get(0);
            return ModuleResult.failed(first.message(), Map.of());
        }
        Deadline deadline = task.switches()
                .timeout()
                .map(limit -> Deadline.in(limit).orEarlier(settings.deadline()))
                .orElse(settings.deadline());
        ModuleContext context = new ModuleContext(
                checked.arguments(),
                task.switches().check().orElse(settings.check()),
                task.switches().diff().orElse(settings.diff()),
                settings.project(),
                settings.folder(),
                environment,
                deadline,
                settings.clock(),
                settings.cancellation(),
                output,
                user,
                task.switches().environment());
        return within(deadline, new FutureTask<>(() -> module.run(context)), module.name());
    }

    private ModuleResult within(Deadline deadline, FutureTask<ModuleResult> run, String module) {
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

    private static ModuleResult override(TaskSwitches switches, ModuleResult result) {
        boolean failed = switches.failedWhen().orElse(result.failed());
        boolean changed =
                switches.changedWhen().filter(ignored -> !result.skipped()).orElse(result.changed());
        return result.withFlags(changed, failed);
    }
}
