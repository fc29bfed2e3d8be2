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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code csrv node} that lead a node through its life. Public, as picocli sees no others of a superclass. */
abstract class NodeLifeCommand extends Noun {
    private static final String NODE_LABEL = "NODE";
    private static final String NODE_TEXT = "Name, id or key fingerprint.";
    private static final String YES_TEXT = "Don't ask.";
    private static final Listing CHANGED = Listing.named(
            List.of("name", "id"),
            Column.of("NAME", "name"),
            Column.of("STATE", "state"),
            Column.of("HOSTNAME", "hostname"),
            Column.of("ID", "id"));

    private static final Listing FINDINGS = Listing.named(
            List.of("topic"),
            Column.of("TOPIC", "topic"),
            Column.of("LEVEL", "level"),
            Column.of("WHAT", "message"),
            Column.of("NEXT", "next"));

    NodeLifeCommand(Session session) {
        super(session);
    }

    @Command(name = "explain", description = "Says why a node is as it is, and what to do about it.")
    public int explain(@Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node) {
        JsonObject explanation = session().api().get("/api/v1/nodes/" + ApiClient.encode(node) + "/explain");
        if (session().printer().format().isForPeople()) {
            session().printer().list(FINDINGS, explanation.objects("findings"));
        } else {
            session().printer().item(FINDINGS, explanation);
        }
        return ExitCode.OK.number();
    }

    @Command(name = "reject", description = "Turns a pending node away; its key is worthless from then on.")
    public int reject(
            @Parameters(paramLabel = NODE_LABEL, description = "Id, or host name of a pending node.") String node) {
        return change(new NodeLookup(session().api()).findPending(node), "reject", JsonObject.empty());
    }

    @Command(name = "rename", description = "Gives a node another name; the ones before stay known.")
    public int rename(
            @Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node,
            @Parameters(paramLabel = "NAME", description = "The name that it gets.") String name) {
        return change(
                found(node), "rename", JsonObject.with().text("name", name).build());
    }

    @Command(name = "retire", description = "Ends a node in good order: cuts its link, keeps its history.")
    public int retire(
            @Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node,
            @Option(names = "--yes", description = YES_TEXT) boolean yes) {
        JsonObject found = found(node);
        confirm(found, "Retire %s? It must be enrolled anew to come back. Type its name:", yes);
        return change(found, "retire", JsonObject.empty());
    }

    @Command(name = "quarantine", description = "Keeps a node from all work; it stays linked and reports.")
    public int quarantine(
            @Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        return change(
                found(node),
                "quarantine",
                JsonObject.with().text("reason", reason).build());
    }

    @Command(name = "release", description = "Lets a node that is quarantined work again.")
    public int release(@Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node) {
        return change(found(node), "release", JsonObject.empty());
    }

    @Command(
            name = "replace",
            description = "Puts NEW into the place of OLD, which is revoked: name, tags, groups and former names move.")
    public int replace(
            @Parameters(paramLabel = "OLD", description = NODE_TEXT) String old,
            @Parameters(paramLabel = "NEW", description = "Name, id or key fingerprint; pending or accepted.")
                    String fresh,
            @Option(names = "--yes", description = YES_TEXT) boolean yes) {
        JsonObject found = found(old);
        confirm(found, "Replace %s? Its key is worthless from then on. Type its name:", yes);
        return change(found, "replace", JsonObject.with().text("by", fresh).build());
    }

    @Command(
            name = "reissue",
            description =
                    "Makes a join token with which a node's machine, or the one that was rebuilt in its place, gets"
                            + " a new key. It is a secret and shown only now.")
    public int reissue(
            @Parameters(paramLabel = NODE_LABEL, description = NODE_TEXT) String node,
            @Option(names = "--lifetime", paramLabel = "SPAN", description = "How long it works.", defaultValue = "1h")
                    Duration lifetime,
            @Option(names = "--out", paramLabel = "FILE", description = "Write it to a new file (mode 0600) instead.")
                    Path file) {
        JsonObject found = found(node);
        JsonObject token = post(
                found,
                "reissue",
                JsonObject.with().text("lifetime", lifetime.toString()).build());
        new SecretOutput(session()).show(token, file, "the machine of " + called(found));
        return ExitCode.OK.number();
    }

    private JsonObject found(String node) {
        return new NodeLookup(session().api()).find(node);
    }

    private static String called(JsonObject node) {
        return node.text("name").orElseGet(() -> NodeLookup.id(node));
    }

    private void confirm(JsonObject node, String question, boolean yes) {
        String name = called(node);
        new Brake(session().terminal(), new Targets(session().api()), yes).confirm(question.formatted(name), name);
    }

    private int change(JsonObject node, String verb, JsonObject body) {
        session().printer().list(CHANGED, List.of(post(node, verb, body)));
        return ExitCode.OK.number();
    }

    private JsonObject post(JsonObject node, String verb, JsonObject body) {
        return session().api().postOnce("/api/v1/nodes/" + ApiClient.encode(NodeLookup.id(node)) + "/" + verb, body);
    }
}
