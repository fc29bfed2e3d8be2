// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.ssh.Answer;
import io.centossrv.cli.ssh.SshLogin;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Takes the agent off a host; its logs stay. Where it is asked to, it then retires the node that the host was. */
public final class Removal {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int NOT_THERE = 3;
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Pattern NODE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String NODE_OF_HOST =
            "sed -n 's/^node //p' /var/lib/centossrv/agent/identity/node 2>/dev/null";

    private static final String LEFT = "logs are left in /var/log/centossrv-agent";

    private final Supplier<String> sudoPassword;
    private final Optional<NodeDesk> retirement;

    /**
     * Prepares it.
     *
     * @param retirement who retires nodes; empty where they stay
     */
    public Removal(Supplier<String> sudoPassword, Optional<NodeDesk> retirement) {
        this.sudoPassword = sudoPassword;
        this.retirement = retirement;
    }

    /** Returns what became of the host; it does not throw. */
    public HostOutcome run(SshLogin login) {
        String host = login.target().toString();
        try {
            HostCheck check = RootLogin.check(login);
            RootLogin.become(login, check, sudoPassword);
            String id = login.asRoot("", NODE_OF_HOST, SHORT).out().strip();
            Answer answer = login.asRoot("", Scripts.REMOVE.text(), LIMIT);
            if (answer.code() == NOT_THERE) {
                throw Failure.of(ExitCode.FAILED, "agent-missing", "There is no agent at " + host + ".");
            }
            if (answer.code() != 0) {
                throw Failure.of(
                        ExitCode.FAILED, "removal-failed", "The agent could not be removed: " + answer.lastWords());
            }
            return retirement.isPresent()
                    ? retired(host, id, check.hostname(), retirement.get())
                    : HostOutcome.ended(host, "removed", Optional.empty(), LEFT);
        } catch (Failure failure) {
            return HostOutcome.failed(host, failure, "");
        }
    }

    private static HostOutcome retired(String host, String id, String hostname, NodeDesk desk) {
        if (!NODE.matcher(id).matches()) {
            return HostOutcome.ended(
                    host, "removed", Optional.empty(), LEFT + "; it had not joined, so no node is retired");
        }
        try {
            return HostOutcome.ended(host, "retired", Optional.of(desk.retire(id, hostname)), LEFT);
        } catch (Failure failure) {
            return HostOutcome.failed(
                    host, failure, " The agent was removed; the node " + id + " is left: csrv node retire " + id);
        }
    }
}
