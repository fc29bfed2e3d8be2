// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "join-token", description = "Join tokens: with one a new node enrols.")
final class JoinTokenCommand extends Noun {
    private static final Listing LISTING = Listing.named(
            List.of("id"),
            Column.of("ID", "id"),
            Column.of("STATE", "state"),
            Column.of("USED", "used"),
            Column.of("OF", "uses"),
            Column.time("EXPIRES", "expiresAt"),
            Column.of("HOST NAMES", "namePattern"),
            Column.of("SITE", "site"),
            Column.of("NODE", "reissues").onlyWide(),
            Column.of("BY", "createdBy").onlyWide());

    JoinTokenCommand(Session session) {
        super(session);
    }

    @Command(name = "create", description = "Makes a token and prints it. It is a secret and shown only now.")
    int create(
            @Option(names = "--lifetime", paramLabel = "SPAN", description = "How long it works.", defaultValue = "1h")
                    Duration lifetime,
            @Option(
                            names = "--uses",
                            paramLabel = "N",
                            description = "How many machines it lets in.",
                            defaultValue = "1")
                    int uses,
            @Option(names = "--site", paramLabel = "SITE", description = "The site that its nodes get.") String site,
            @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "What its nodes get; may be repeated.")
                    Map<String, String> tags,
            @Option(
                            names = "--name-pattern",
                            paramLabel = "GLOB",
                            description = "Only for host names like this one, such as 'web*.example.com'.")
                    String pattern,
            @Option(names = "--out", paramLabel = "FILE", description = "Write it to a new file (mode 0600) instead.")
                    Path file) {
        JsonObject.Builder terms = JsonObject.with()
                .text("lifetime", lifetime.toString())
                .text("site", Optional.ofNullable(site))
                .text("namePattern", Optional.ofNullable(pattern));
        // What is as usual is left out, for a control plane that knows lifetimes only.
        if (uses != 1) {
            terms.number("uses", uses);
        }
        if (tags != null) {
            JsonObject.Builder given = JsonObject.with();
            tags.forEach(given::text);
            terms.put("tags", given.build());
        }
        JsonObject answer = session().api().postOnce("/api/v1/join-tokens", terms.build());
        new SecretOutput(session()).show(answer, file, uses == 1 ? "one node" : uses + " nodes");
        return ExitCode.OK.number();
    }

    @Command(name = "list", description = "Lists tokens, without their secrets.")
    int list() {
        session().printer().list(LISTING, session().api().all("/api/v1/join-tokens?limit=1000"));
        return ExitCode.OK.number();
    }

    @Command(name = "revoke", description = "Takes a token back. Nodes that enrolled with it stay.")
    int revoke(@Parameters(paramLabel = "ID", description = "The part before the first dot.") String id) {
        JsonObject revoked =
                session().api().postOnce("/api/v1/join-tokens/" + ApiClient.encode(id) + "/revoke", JsonObject.empty());
        session().printer().list(LISTING, List.of(revoked));
        return ExitCode.OK.number();
    }
}
