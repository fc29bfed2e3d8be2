// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.ssh.Answer;
import io.centossrv.cli.ssh.SshLogin;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the agent off a host; its logs stay. */
public final class Removal {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int NOT_THERE = 3;

    private final Supplier<String> sudoPassword;

    public Removal(Supplier<String> sudoPassword) {
        this.sudoPassword = sudoPassword;
    }

    /** Returns what became of the host; it does not throw. */
    public HostOutcome run(SshLogin login) {
        String host = login.target().toString();
        try {
            RootLogin.become(login, RootLogin.check(login), sudoPassword);
            Answer answer = login.asRoot("", Scripts.REMOVE.text(), LIMIT);
            if (answer.code() == NOT_THERE) {
                throw Failure.of(ExitCode.FAILED, "agent-missing", "There is no agent at " + host + ".");
            }
            if (answer.code() != 0) {
                throw Failure.of(
                        ExitCode.FAILED, "removal-failed", "The agent could not be removed: " + answer.lastWords());
            }
            return HostOutcome.ended(host, "removed", Optional.empty(), "logs are left in /var/log/centossrv-agent");
        } catch (Failure failure) {
            return HostOutcome.failed(host, failure, "");
        }
    }
}
