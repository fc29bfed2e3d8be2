// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.net.Pause;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What a bootstrap asks of the control plane. */
public final class NodeDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final ApiClient api;
    private final Clock clock;
    private final Pause pause;

    public NodeDesk(ApiClient api, Clock clock, Pause pause) {
        this.api = api;
        this.clock = clock;
        this.pause = pause;
    }

    /** Makes a join token for one node, which calls itself so. */
    String token(String hostname) {
        return api.postOnce(
                        "/api/v1/join-tokens",
                        JsonObject.with()
                                .text("lifetime", LIFETIME.toString())
                                .text("namePattern", hostname)
                                .build())
                .text("token")
                .orElseThrow(() -> Failure.of(ExitCode.INTERNAL, "answer-invalid", "There is no token in the answer."));
    }

    /** Returns the node with this key, once it has asked to join. */
    JsonObject pending(String fingerprint, Supplier<String> why) {
        return await(
                () -> api.all("/api/v1/nodes?limit=1000").stream()
                        .filter(node -> node.text("fingerprint")
                                .filter(fingerprint::equals)
                                .isPresent())
                        .findFirst(),
                () -> Failure.of(
                        ExitCode.TIMED_OUT,
                        "not-enrolled",
                        "The agent was installed and did not ask to join within " + PATIENCE.toSeconds() + " s. "
                                + why.get()));
    }

    /** Accepts a node. */
    void accept(String id, String name) {
        api.postOnce(
                "/api/v1/nodes/" + ApiClient.encode(id) + "/accept",
                JsonObject.with().text("name", name).build());
    }

    /** Retires a node; returns its name. An agent without rights said which, so it must be that of this host. */
    String retire(String id, String hostname) {
        String path = "/api/v1/nodes/" + ApiClient.encode(id);
        String known = api.get(path).text("hostname").orElse("");
        if (!known.equalsIgnoreCase(hostname)) {
            throw Failure.of(
                    ExitCode.FAILED,
                    "node-of-another-host",
                    "The agent called itself the node " + id + ", whose host is " + known + ".");
        }
        return api.postOnce(path + "/retire", JsonObject.empty()).text("name").orElse(id);
    }

    /** Returns once the node is online. */
    void online(String id) {
        await(
                () -> Optional.of(api.get("/api/v1/nodes/" + ApiClient.encode(id)))
                        .filter(node ->
                                node.text("state").filter("online"::equals).isPresent()),
                () -> Failure.of(
                        ExitCode.TIMED_OUT,
                        "not-online",
                        "The node was accepted and did not come online within " + PATIENCE.toSeconds() + " s."));
    }

    private JsonObject await(Supplier<Optional<JsonObject>> question, Supplier<Failure> late) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            Optional<JsonObject> found = question.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (clock.instant().isAfter(end)) {
                throw late.get();
            }
            pause.orStop(Duration.ofMillis(500));
        }
    }
}
