// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tag", description = "Tags, metadata, roles and sites of nodes, set by operators.")
final class TagCommand extends Noun {
    private static final Listing LISTING = Listing.named(List.of("changed"));
    private static final String TARGET = "Which nodes, such as 'web*' or '@shop'.";

    TagCommand(Session session) {
        super(session);
    }

    @Command(name = "set", description = "Sets tags, metadata, roles or the site of nodes.")
    int set(
            @Parameters(paramLabel = "TARGET", description = TARGET) String target,
            @Parameters(
                            paramLabel = "TAG",
                            arity = "1..*",
                            description = "tag:NAME=VALUE, meta:NAME=VALUE, role:NAME or site:NAME.")
                    List<String> tags) {
        return change("/api/v1/tags", target, tags);
    }

    @Command(name = "remove", description = "Removes tags, metadata, roles or the site of nodes.")
    int remove(
            @Parameters(paramLabel = "TARGET", description = TARGET) String target,
            @Parameters(paramLabel = "TAG", arity = "1..*", description = "tag:NAME, meta:NAME, role:NAME or site:.")
                    List<String> tags) {
        return change("/api/v1/tags/remove", target, tags);
    }

    @Command(name = "list", description = "Shows the tags, metadata, roles and site of a node.")
    int list(@Parameters(paramLabel = "NODE", description = "Name or id.") String node) {
        ApiClient api = session().api();
        String id = NodeLookup.id(new NodeLookup(api).find(node));
        session().printer().item(LISTING, api.get("/api/v1/nodes/" + ApiClient.encode(id) + "/tags"));
        return ExitCode.OK.number();
    }

    private int change(String path, String target, List<String> tags) {
        JsonObject outcome = session()
                .api()
                .postOnce(
                        path,
                        JsonObject.with()
                                .text("target", target)
                                .texts("tags", tags)
                                .build());
        session().printer().item(LISTING, outcome);
        return ExitCode.OK.number();
    }
}
