// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.module.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A plan that was verified.
 *
 * @param job its id
 * @param epoch of the control plane's database; a restore from a backup starts a new one
 * @param counter of the plans for this node, rising within an epoch
 * @param notBefore when it may start first
 * @param notAfter when it may start last
 * @param timeout how long it may take
 * @param check predict and change nothing
 * @param diff report before and after
 * @param plays what to do
 * @param files path within the project to lower-case hex SHA-256
 * @param jars lower-case hex SHA-256 of the jars that its modules may come from; empty where the plan doesn't say
 * @param secrets what must not be seen in anything that it tells
 * @param project the files, verified
 */
public record Plan(
        UUID job,
        long epoch,
        long counter,
        Instant notBefore,
        Instant notAfter,
        Duration timeout,
        boolean check,
        boolean diff,
        CompiledPlays plays,
        Map<String, String> files,
        Set<String> jars,
        Set<String> secrets,
        Project project) {
    public Plan {
        files = Map.copyOf(files);
        jars = Set.copyOf(jars);
        secrets = Set.copyOf(secrets);
    }

    Plan with(Project verified) {
        return new Plan(
                job, epoch, counter, notBefore, notAfter, timeout, check, diff, plays, files, jars, secrets, verified);
    }

    @Override
    public String toString() {
        return "Plan[job=" + job + ", counter=" + counter + ", check=" + check + "]";
    }
}
