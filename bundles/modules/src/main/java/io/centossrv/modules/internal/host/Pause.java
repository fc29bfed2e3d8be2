// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits a while, but not beyond the task's time, nor when it is cancelled. */
final class Pause {
    private Pause() {}

    static void of(ModuleContext context, Duration duration) {
        Duration bounded = Deadline.in(duration).orEarlier(context.deadline()).remaining();
        try {
            context.cancellation().or(new CompletableFuture<>()).get(bounded.toMillis(), TimeUnit.MILLISECONDS);
            throw new ModuleFailure("cancelled while it waited");
        } catch (TimeoutException over) {
            if (context.deadline().passed()) {
                throw new ModuleFailure("the time of the task was over while it waited");
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleFailure("stopped while it waited");
        }
    }
}
