// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Format;
import io.centossrv.cli.output.Listing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "fact", description = "What nodes say of themselves, and said. Not trusted.")
final class FactCommand extends Noun {
    private static final String NODE = "Name or id.";
    private static final String AS_OF = "A time of the past, such as 2026-03-01T12:00:00Z.";
    private static final Listing KINDS = Listing.named(
            List.of("kind"),
            Column.of("KIND", "kind"),
            Column.of("COUNT", "count"),
            Column.age("REPORTED", "receivedAt"),
            Column.time("HISTORY SINCE", "since"));
    private static final Listing THINGS = Listing.named(
            List.of("name"),
            Column.of("NAME", "name"),
            Column.of("VERSION", "version"),
            new Column("ATTRIBUTES", false, (item, times) -> item.object("attributes").fields().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue().plain())
                    .collect(Collectors.joining(" "))));

    FactCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists the facts of a node, or its things of one kind.")
    int list(
            @Parameters(paramLabel = "NODE", description = NODE) String node,
            @Parameters(
                            paramLabel = "KIND",
                            arity = "0..1",
                            description = "package, service, ...; facts unless said. 'csrv fact kinds' lists them.")
                    String kind,
            @Option(names = "--as-of", paramLabel = "TIME", description = AS_OF) String asOf) {
        ApiClient api = session().api();
        String path = path(api, node);
        if (kind == null || kind.equals("facts")) {
            JsonObject facts = api.get(path + "/facts" + query("?", asOf));
            boolean people = session().printer().format().isForPeople();
            if (session().printer().format() == Format.name) {
                facts.object("values").fields().keySet().forEach(session().terminal()::line);
            } else {
                session().printer().item(THINGS, people ? facts.object("values") : facts);
            }
        } else {
            String things = path + "/inventory/" + ApiClient.encode(kind) + "?limit=1000" + query("&", asOf);
            session().printer().list(THINGS, api.all(things));
        }
        return ExitCode.OK.number();
    }

    @Command(name = "kinds", description = "Lists what kinds of things a node has reported.")
    int kinds(@Parameters(paramLabel = "NODE", description = NODE) String node) {
        ApiClient api = session().api();
        session().printer().list(KINDS, api.all(path(api, node) + "/inventory"));
        return ExitCode.OK.number();
    }

    private static String path(ApiClient api, String node) {
        return "/api/v1/nodes/" + ApiClient.encode(NodeLookup.id(new NodeLookup(api).find(node)));
    }

    private static String query(String separator, String asOf) {
        return Optional.ofNullable(asOf)
                .map(time -> separator + "asOf=" + ApiClient.encode(time))
                .orElse("");
    }
}
