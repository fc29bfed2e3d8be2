// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.output.Column;
import io.centossrv.cli.output.Listing;
import io.centossrv.cli.output.Progress;
import java.time.Duration;
import java.util.List;

/** Has the control plane look for hosts in a network, and shows what it found. */
final class NodeDiscovery {
    private static final String PATH = "/api/v1/discoveries";
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final Listing LISTING = Listing.named(
            List.of("address"),
            Column.of("ADDRESS", "address"),
            Column.of("PORT", "port"),
            Column.of("HOSTNAME", "hostname"),
            new Column("NODE", false, (host, times) -> host.object("node")
                    .text("name")
                    .orElse("-")),
            Column.of("SSH", "banner"),
            Column.of("HOST KEY", "fingerprint"),
            Column.of("KEY TYPE", "keyType").onlyWide(),
            new Column(
                    "BY", true, (host, times) -> host.object("node").text("by").orElse("-")),
            Column.time("SEEN", "seenAt").onlyWide());

    private final Session session;
    private final ApiClient api;

    NodeDiscovery(Session session) {
        this.session = session;
        this.api = session.api();
    }

    /** Looks, waits and shows; returns the exit code. */
    int look(String network, List<Integer> ports) {
        JsonObject.Builder request = JsonObject.with().text("network", network);
        if (!ports.isEmpty()) {
            request.put(
                    "ports",
                    new JsonArray(ports.stream()
                            .<Json>map(port -> new Json.Numeral(port.toString()))
                            .toList()));
        }
        return show(api.postOnce(PATH, request.build()));
    }

    /** Shows what the newest one found. */
    int newest() {
        return show(newestOf(api.all(PATH)));
    }

    /** Ends the one that runs and shows what it found by then. */
    int cancel() {
        JsonObject newest = newestOf(api.all(PATH));
        return show(api.postOnce(path(newest) + "/cancel", JsonObject.empty()));
    }

    private int show(JsonObject begun) {
        JsonObject now = begun;
        Progress progress = new Progress(session.terminal());
        while (state(now).equals("running")) {
            progress.show(said(now));
            session.surroundings().pause().orStop(BETWEEN);
            now = api.get(path(begun));
        }
        progress.clear();
        session.printer().list(LISTING, api.all(path(begun) + "/hosts?limit=1000"));
        session.terminal().say(said(now) + ".");
        return (state(now).equals("interrupted") ? ExitCode.INTERRUPTED : ExitCode.OK).number();
    }

    private static String said(JsonObject discovery) {
        return discovery.text("network").orElse("") + " " + state(discovery) + ": "
                + discovery.number("probed").orElse(0L) + " looked at, "
                + discovery.number("found").orElse(0L) + " answered";
    }

    private static String state(JsonObject discovery) {
        return discovery.text("state").orElse("");
    }

    private static String path(JsonObject discovery) {
        return PATH + "/" + ApiClient.encode(discovery.text("id").orElseThrow());
    }

    private static JsonObject newestOf(List<JsonObject> discoveries) {
        return discoveries.stream().findFirst().orElseThrow(() -> Failure.of(
                        ExitCode.NO_TARGET, "discovery-not-found", "No network was looked at yet.")
                .next("Look at one: csrv node discover 10.0.0.0/24"));
    }
}
