// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Runs a command on nodes, without a shell: csrv run '*' -- uname -r",
        customSynopsis = "csrv run [OPTIONS] TARGET -- ARGV...")
final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Which nodes, such as '*', 'web*' or 'tag:env=prod'.")
    private String target;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ARGV",
            description = "The command and its arguments, after --.")
    private List<String> argv;

    @Option(names = "--timeout", paramLabel = "SPAN", description = "How long it may run on a node, such as 5m.")
    private Duration timeout;

    @Option(
            names = "--wait-offline",
            paramLabel = "SPAN",
            description = "How long it may wait for a node that is not there; 10 minutes unless said.")
    private Duration timeToLive;

    @Option(names = "--yes", description = "Don't ask when there are many nodes.")
    private boolean yes;

    @Option(names = "--detach", description = "Don't wait for the end; print the job's id.")
    private boolean detach;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiClient api = session.api();
        new Brake(session.terminal(), new Targets(api), yes).run(target);
        JsonObject job = api.postOnce(
                "/api/v1/jobs",
                JsonObject.with()
                        .text("target", target)
                        .texts("argv", argv)
                        .text("timeout", Optional.ofNullable(timeout).map(Duration::toString))
                        .text("ttl", Optional.ofNullable(timeToLive).map(Duration::toString))
                        .build());
        return JobEnding.of(session, api, job, detach, false, false).number();
    }
}
