// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Runs a command on nodes, without a shell: csrv run '*' -- uname -r",
            "With --shell: csrv run '*' --shell -- 'uname -r | cut -d. -f1'"
        },
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

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--live", description = "Show what is printed as it is printed, on standard error.")
    private boolean live;

    @Option(names = "--preview", description = "Show on which nodes it would be run; run nothing.")
    private boolean preview;

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
        JsonObject.Builder request = options.request(
                target, argv, session.terminal(), session.surroundings().environment());
        if (preview) {
            RunPreviewOutput.show(session, api.post("/api/v1/jobs/previews", request.build()));
            return ExitCode.OK.number();
        }
        Brake brake = new Brake(session.terminal(), new Targets(api), yes);
        brake.run(target).ifPresent(number -> request.number("confirm", number));
        return JobEnding.of(session, api, submit(api, brake, request), detach, false, false, live)
                .number();
    }

    private static JsonObject submit(ApiClient api, Brake brake, JsonObject.Builder request) {
        try {
            return api.postOnce("/api/v1/jobs", request.build());
        } catch (Failure refusal) {
            return api.postOnce(
                    "/api/v1/jobs",
                    request.number("confirm", brake.confirmed(refusal)).build());
        }
    }
}
