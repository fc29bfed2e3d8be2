// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "group", description = "Groups of nodes: @NAME in a target.")
final class GroupCommand extends Noun {
    private static final String PATH = "/api/v1/groups";
    private static final String LABEL = "GROUP";
    private static final String NAME = "Its name, with or without '@'.";
    private static final Listing LISTING = Listing.named(
            List.of("name"),
            Column.of("NAME", "name"),
            Column.of("KIND", "kind"),
            Column.of("MEMBERS", "members"),
            Column.of("TARGET", "target"),
            Column.of("DESCRIPTION", "description"),
            Column.of("MADE BY", "createdBy").onlyWide(),
            Column.time("MADE", "createdAt").onlyWide());

    GroupCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists groups.")
    int list() {
        session().printer().list(LISTING, session().api().all(PATH + "?limit=1000"));
        return ExitCode.OK.number();
    }

    @Command(name = "show", description = "Shows a group and the nodes that it selects now.")
    int show(@Parameters(paramLabel = LABEL, description = NAME) String group) {
        session().printer().item(LISTING, session().api().get(path(group)));
        return ExitCode.OK.number();
    }

    @Command(name = "add", description = "Makes a group, or puts nodes and groups into a static one.")
    int add(
            @Parameters(paramLabel = LABEL, description = NAME) String group,
            @Parameters(paramLabel = "MEMBER", arity = "0..*", description = "A node, or a group with its '@'.")
                    List<String> members,
            @Option(names = "--target", paramLabel = "TARGET", description = "Makes a dynamic group: what it means.")
                    String target,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") String description) {
        ApiClient api = session().api();
        String name = plain(group);
        List<String> given = Optional.ofNullable(members).orElse(List.of());
        boolean there = target == null
                && description == null
                && api.all(PATH + "?limit=1000").stream()
                        .anyMatch(one ->
                                one.text("name").filter(name::equalsIgnoreCase).isPresent());
        JsonObject.Builder body = members(given);
        if (!there) {
            body.text("name", name)
                    .text("target", Optional.ofNullable(target))
                    .text("description", Optional.ofNullable(description));
        }
        session().printer().list(LISTING, List.of(api.postOnce(there ? path(group) + "/add" : PATH, body.build())));
        return ExitCode.OK.number();
    }

    @Command(name = "remove", description = "Removes a group, or takes nodes and groups out of a static one.")
    int remove(
            @Parameters(paramLabel = LABEL, description = NAME) String group,
            @Parameters(
                            paramLabel = "MEMBER",
                            arity = "0..*",
                            description = "A node, or a group with its '@'; without any the group goes.")
                    List<String> members) {
        if (members == null || members.isEmpty()) {
            session().api().delete(path(group));
            session().terminal().say("Removed the group @" + plain(group) + ".");
        } else {
            JsonObject left = session()
                    .api()
                    .postOnce(path(group) + "/remove", members(members).build());
            session().printer().list(LISTING, List.of(left));
        }
        return ExitCode.OK.number();
    }

    private static JsonObject.Builder members(List<String> members) {
        return JsonObject.with()
                .texts(
                        "nodes",
                        members.stream()
                                .filter(member -> !member.startsWith("@"))
                                .toList())
                .texts(
                        "groups",
                        members.stream()
                                .filter(member -> member.startsWith("@"))
                                .toList());
    }

    private static String path(String group) {
        return PATH + "/" + ApiClient.encode(plain(group));
    }

    private static String plain(String group) {
        return group.startsWith("@") ? group.substring(1) : group;
    }
}
