// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.bootstrap.Bootstrap;
import io.centossrv.cli.bootstrap.BootstrapPlan;
import io.centossrv.cli.bootstrap.NodeDesk;
import io.centossrv.cli.bootstrap.Removal;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Format;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Printer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "node", description = "Nodes: the servers that are kept.")
final class NodeCommand extends NodeLifeCommand {
    private static final String NODE_LABEL = "NODE";
    private static final Listing LISTING = Listing.named(
            List.of("name", "id"),
            Column.of("NAME", "name"),
            Column.of("STATE", "state"),
            Column.of("HOSTNAME", "hostname"),
            Column.age("LAST SEEN", "lastSeen"),
            Column.of("AGENT", "agentVersion"),
            Column.of("ID", "id").onlyWide(),
            Column.of("TEAM", "team").onlyWide(),
            Column.of("FINGERPRINT", "fingerprint").onlyWide(),
            Column.time("ENROLLED", "enrolledAt").onlyWide());

    private static final Listing SELECTED = Listing.named(
            List.of("name", "id"),
            Column.of("NAME", "name"),
            Column.of("STATE", "state"),
            Column.of("ID", "id").onlyWide());

    private static final Listing DIFFERENCES = Listing.named(
            List.of("name"),
            Column.of("SECTION", "section"),
            Column.of("NAME", "name"),
            Column.of("BEFORE", "before"),
            Column.of("AFTER", "after"));

    NodeCommand(Session session) {
        super(session);
    }

    @Command(name = "list", description = "Lists nodes.")
    int list(
            @Parameters(paramLabel = "TARGET", arity = "0..1", description = "Which; all unless said.") String target,
            @Option(names = "--filter", paramLabel = "TARGET", description = "The same as TARGET.") String given,
            @Option(
                            names = "--preview",
                            description = "Only accepted nodes, as a job would select, and how many are unknown.")
                    boolean preview,
            @Option(names = "--limit", paramLabel = "N", description = "How many at most.") Integer limit) {
        if (target != null && given != null) {
            throw Failure.of(ExitCode.USAGE, "usage", "The target is said twice.")
                    .next("Leave --filter out.");
        }
        Optional<String> wanted = Optional.ofNullable(target).or(() -> Optional.ofNullable(given));
        int most = Optional.ofNullable(limit).orElse(Integer.MAX_VALUE);
        if (preview) {
            return preview(wanted.orElse("*"), most);
        }
        String filter = wanted.map(text -> "&filter=" + ApiClient.encode(text)).orElse("");
        session()
                .printer()
                .list(
                        LISTING,
                        session()
                                .api()
                                .some("/api/v1/nodes?limit=" + Math.max(1, Math.min(most, 1000)) + filter, most));
        return ExitCode.OK.number();
    }

    private int preview(String target, int most) {
        JsonObject preview = session()
                .api()
                .get("/api/v1/targets?limit=" + Math.max(1, Math.min(most, 1000)) + "&target="
                        + ApiClient.encode(target));
        if (session().printer().format().isForPeople()) {
            session().printer().list(SELECTED, preview.objects("items"));
            session()
                    .terminal()
                    .say(preview.number("count").orElse(0L) + " selected, "
                            + preview.number("unknown").orElse(0L) + " unknown.");
        } else if (session().printer().format() == Format.name) {
            session().printer().list(SELECTED, preview.objects("items"));
        } else {
            session().printer().item(SELECTED, preview);
        }
        boolean none = preview.number("count").orElse(0L) == 0;
        return (none ? ExitCode.NO_TARGET : ExitCode.OK).number();
    }

    @Command(name = "show", description = "Shows a node.")
    int show(@Parameters(paramLabel = NODE_LABEL, description = "Name or id.") String node) {
        session().printer().item(LISTING, new NodeLookup(session().api()).find(node));
        return ExitCode.OK.number();
    }

    @Command(name = "facts", description = "Shows what a node says about itself.")
    int facts(@Parameters(paramLabel = NODE_LABEL, description = "Name or id.") String node) {
        ApiClient api = session().api();
        String id = NodeLookup.id(new NodeLookup(api).find(node));
        JsonObject facts = api.get("/api/v1/nodes/" + ApiClient.encode(id) + "/facts");
        Printer printer = session().printer();
        if (printer.format().isForPeople()) {
            printer.item(LISTING, facts.object("values"));
            facts.instant("observedAt").ifPresent(time -> session()
                    .terminal()
                    .say("Observed " + printer.times().show(time) + "."));
        } else if (printer.format() == Format.name) {
            facts.object("values").fields().keySet().forEach(session().terminal()::line);
        } else {
            printer.item(LISTING, facts);
        }
        return ExitCode.OK.number();
    }

    @Command(name = "diff", description = "Says how a node differs from another one, or from what it was.")
    int diff(
            @Parameters(paramLabel = NODE_LABEL, description = "Name or id.") String node,
            @Parameters(paramLabel = "OTHER", arity = "0..1", description = "Another node.") String other,
            @Option(names = "--since", paramLabel = "TIME", description = "A time, such as 2026-03-01T12:00:00Z.")
                    String since) {
        if ((other == null) == (since == null)) {
            throw Failure.of(ExitCode.USAGE, "diff-invalid", "Say one of: another node, or --since with a time.");
        }
        ApiClient api = session().api();
        JsonObject diff = api.get("/api/v1/nodes/" + ApiClient.encode(NodeLookup.id(new NodeLookup(api).find(node)))
                + "/diff?" + (since == null ? "with=" + ApiClient.encode(other) : "since=" + ApiClient.encode(since)));
        session().printer().list(DIFFERENCES, diff.objects("items"));
        if (diff.flag("truncated")) {
            session().terminal().say("There are " + diff.number("count").orElse(0L) + "; the others are left out.");
        }
        return ExitCode.OK.number();
    }

    @Command(name = "accept", description = "Accepts a pending node and gives it its name, or many of a file.")
    int accept(
            @Parameters(
                            paramLabel = NODE_LABEL,
                            arity = "0..1",
                            description = "Id, or host name while only one is pending with it.")
                    String node,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name; by default its host name.")
                    String name,
            @Option(names = "--fingerprint", paramLabel = "SHA256:...", description = "Accept only if its key has it.")
                    String fingerprint,
            @Option(
                            names = "--from",
                            paramLabel = "FILE",
                            description =
                                    "A line a node: fingerprint, or fingerprint,name, or fingerprint,name,key=value"
                                            + " key=value. All are accepted or none.")
                    Path file,
            @Option(names = "--partial", description = "With --from: accept those that can be, and say which can't.")
                    boolean partial) {
        if ((file == null) == (node == null) || (file != null && (name != null || fingerprint != null))) {
            throw Failure.of(ExitCode.USAGE, "usage", "Name one node, or a file with --from.");
        }
        if (file != null) {
            return new BulkAcceptance(session()).accept(file, partial);
        }
        ApiClient api = session().api();
        JsonObject pending = new NodeLookup(api).findPending(node);
        String shown = pending.text("fingerprint").orElse("unknown");
        if (fingerprint != null && !fingerprint.equals(shown)) {
            throw Failure.of(
                            ExitCode.DENIED,
                            "fingerprint-mismatch",
                            "The key of " + node + " has the fingerprint " + shown + ", not " + fingerprint + ".")
                    .next("Compare with what the agent prints on the node. Do not accept a node that you don't know.");
        }
        String given = Optional.ofNullable(name)
                .or(() -> pending.text("hostname").map(text -> text.toLowerCase(Locale.ROOT)))
                .orElse(node);
        JsonObject accepted = api.postOnce(
                "/api/v1/nodes/" + ApiClient.encode(NodeLookup.id(pending)) + "/accept",
                JsonObject.with().text("name", given).build());
        session().terminal().say("Accepted " + given + " with the key " + shown + ".");
        session().printer().list(LISTING, List.of(accepted));
        return ExitCode.OK.number();
    }

    @Command(name = "revoke", description = "Makes a node's key worthless; it is cut off at once.")
    int revoke(
            @Parameters(paramLabel = NODE_LABEL, description = "Name or id.") String node,
            @Option(names = "--yes", description = "Don't ask.") boolean yes) {
        ApiClient api = session().api();
        JsonObject found = new NodeLookup(api).find(node);
        String called = found.text("name").orElseGet(() -> NodeLookup.id(found));
        new Brake(session().terminal(), new Targets(api), yes)
                .confirm("Revoke " + called + "? It must be enrolled anew. Type its name:", called);
        JsonObject revoked =
                api.postOnce("/api/v1/nodes/" + ApiClient.encode(NodeLookup.id(found)) + "/revoke", JsonObject.empty());
        session().printer().list(LISTING, List.of(revoked));
        return ExitCode.OK.number();
    }

    @Command(
            name = "discover",
            description =
                    "Looks for hosts in a network that is allowed for it, or shows what the newest look found. Logs in nowhere.")
    int discover(
            @Parameters(paramLabel = "NETWORK", arity = "0..1", description = "Such as 10.0.0.0/24.") String network,
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            description = "Where SSH is looked for; may be repeated. By default as the setting says.")
                    List<Integer> ports,
            @Option(names = "--cancel", description = "End the one that runs.") boolean cancel) {
        if (network == null ? ports != null : cancel) {
            throw Failure.of(ExitCode.USAGE, "usage", "--port goes with a network, and --cancel without one.");
        }
        NodeDiscovery discovery = new NodeDiscovery(session());
        if (cancel) {
            return discovery.cancel();
        }
        return network == null
                ? discovery.newest()
                : discovery.look(network, Optional.ofNullable(ports).orElse(List.of()));
    }

    @Command(
            name = "bootstrap",
            description =
                    "Makes hosts nodes by ssh: looks at them, installs the agent, has it join. Undone where it fails.")
    int bootstrap(
            @Parameters(paramLabel = "HOST", arity = "1..*", description = "[USER@]HOST[:PORT]") List<String> hosts,
            @Mixin BootstrapOptions options,
            @Mixin SshOptions ssh) {
        ApiClient api = session().api();
        if (options.name().isPresent() && hosts.size() > 1) {
            throw Failure.of(ExitCode.USAGE, "usage", "--name is for one host, and " + hosts.size() + " are named.");
        }
        BootstrapPlan plan = options.plan(api.server());
        HostWork work = new HostWork(session(), ssh);
        return work.at(
                hosts, new Bootstrap(plan, desk(), work::sudoPassword, session().terminal()::say)::run);
    }

    private NodeDesk desk() {
        return new NodeDesk(
                session().api(),
                session().surroundings().clock(),
                session().surroundings().pause());
    }

    @Command(
            name = "uninstall",
            description =
                    "Takes the agent off hosts by ssh; nothing stays but its logs. The hosts would have to join anew.")
    int uninstall(
            @Parameters(paramLabel = "HOST", arity = "1..*", description = "[USER@]HOST[:PORT]") List<String> hosts,
            @Option(names = "--yes", description = "Don't ask.") boolean yes,
            @Option(names = "--retire", description = "Then retire the nodes that they were.") boolean retire,
            @Mixin SshOptions ssh) {
        new Brake(session().terminal(), new Targets(session().api()), yes)
                .confirm(
                        "Remove the agent, with its identity, from " + hosts.size() + " hosts? Type the number:",
                        Integer.toString(hosts.size()));
        HostWork work = new HostWork(session(), ssh);
        return work.at(hosts, new Removal(work::sudoPassword, retire ? Optional.of(desk()) : Optional.empty())::run);
    }
}
