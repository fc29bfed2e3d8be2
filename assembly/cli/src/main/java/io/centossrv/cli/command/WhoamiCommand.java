// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Listing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "whoami", description = "Shows who you are to the control plane, and what you may do.")
final class WhoamiCommand implements Callable<Integer> {
    private final Session session;

    WhoamiCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.printer().item(Listing.named(List.of("user")), session.api().get("/api/v1/whoami"));
        return ExitCode.OK.number();
    }
}
