// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.TaskHeader;
import java.util.List;
import java.util.Optional;

/** Each host goes on by itself. */
final class FreeStrategy implements Strategy {
    private final Run run;
    private final Batch batch;
    private final Results results;
    private final Includes includes;
    private final MetaTasks meta;

    FreeStrategy(Run run, Batch batch) {
        this.run = run;
        this.batch = batch;
        this.results = new Results(run, batch);
        this.includes = new Includes(run, batch);
        this.meta = new MetaTasks(run, batch);
    }

    @Override
    public boolean run() {
        boolean more = true;
        while (more && !run.isStopped()) {
            List<String> left = batch.left();
            if (left.isEmpty()) {
                run.listener().noHostsRemaining();
                return false;
            }
            more = false;
            for (String host : left) {
                more |= step(host);
            }
        }
        return false;
    }

    private boolean step(String host) {
        Cursor cursor = batch.cursor(host).copy();
        Optional<TaskStep> next = cursor.next(host);
        if (next.isEmpty()) {
            return false;
        }
        batch.cursor(host, cursor);
        TaskStep step = next.get();
        if (run.hasRun(step, host)) {
            return true;
        }
        if (step.is("add_host")) {
            throw new RunFailure(
                    "other",
                    Optional.of(step.task().position()),
                    "The 'add_host' module bypasses the host loop, which is currently not supported in the free strategy"
                            + " and would instead execute for every host in the inventory list.");
        }
        Optional<TaskHeader> header = Optional.empty();
        if (!step.isImplicit() || !step.is("meta")) {
            TaskHeader begun = batch.header(step, host);
            run.listener().taskStarted(begun);
            header = Optional.of(begun);
        }
        if (step.is("meta")) {
            meta.run(step, host, header);
        } else {
            TaskRun done = new TaskExecution(run, batch.context(), step, header.orElseThrow(), host).run(false);
            results.take(done);
            includes.process(List.of(done));
        }
        return true;
    }
}
