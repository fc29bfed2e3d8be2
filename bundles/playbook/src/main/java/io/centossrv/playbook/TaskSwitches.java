// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords beside a task's module, those of its play included.
 *
 * @param check overrides the run's check mode
 * @param diff overrides the run's diff mode
 * @param when {@code false} skips the task
 * @param changedWhen overrides what the module says
 * @param failedWhen overrides what the module says
 * @param ignoreErrors a failure does not end the run
 * @param noLog nothing but the status is told
 * @param register the variable that keeps the result
 * @param timeout how long the task may take
 * @param environment of its commands, beside what all have
 * @param become as whom it runs
 */
public record TaskSwitches(
        Optional<Boolean> check,
        Optional<Boolean> diff,
        Optional<Boolean> when,
        Optional<Boolean> changedWhen,
        Optional<Boolean> failedWhen,
        boolean ignoreErrors,
        boolean noLog,
        Optional<String> register,
        Optional<Duration> timeout,
        Map<String, String> environment,
        Become become) {
    /** No keyword at all. */
    public static final TaskSwitches NONE = new TaskSwitches(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty());

    public TaskSwitches {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Without an environment of its own, as the executor's own user. */
    public TaskSwitches(
            Optional<Boolean> check,
            Optional<Boolean> diff,
            Optional<Boolean> when,
            Optional<Boolean> changedWhen,
            Optional<Boolean> failedWhen,
            boolean ignoreErrors,
            boolean noLog,
            Optional<String> register,
            Optional<Duration> timeout) {
        this(
                check,
                diff,
                when,
                changedWhen,
                failedWhen,
                ignoreErrors,
                noLog,
                register,
                timeout,
                Map.of(),
                Become.UNSAID);
    }

    /** An environment may hold secrets: only its names are told. */
    @Override
    public String toString() {
        return "TaskSwitches[noLog=" + noLog + ", timeout=" + timeout + ", environment=" + environment.keySet()
                + ", become=" + become + "]";
    }
}
