// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sandbox;
import io.centossrv.itests.harness.Sizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A fleet of simulated agents on the real control plane: all are taken in, answer, and come back after a kill. */
class FleetIT {
    private static final int AGENTS = Sizes.of("fleet.agents", 20, 5000);
    private static final int PACKAGES = Sizes.of("fleet.packages", 500, 1500);
    private static final Duration PATIENCE = Duration.ofMinutes(Sizes.of("fleet.minutes", 2, 20));

    /** PostgreSQL was killed, too: it recovers, with an fsync of each of its files. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private ControlPlane controlPlane;
    private FleetLedger ledger;

    @Test
    void aFleetComesAnswersAndComesBack() {
        try (Sandbox sandbox = Sandbox.create()) {
            try (ControlPlane unpacked = ControlPlane.unpack(sandbox);
                    SimulatedFleet fleet = SimulatedFleet.of(sandbox, AGENTS)) {
                controlPlane = unpacked;
                oneAddressMayHaveMany();
                controlPlane.start();
                ledger = new FleetLedger(controlPlane);
                ledger.accept(fleet.agents());
                say(AGENTS + " agents of " + PACKAGES + " packages each");
                firstInventory(fleet);
                RestClient rest = new RestClient(controlPlane).login(controlPlane);
                ping(rest);
                ping(rest);
                heartbeats();
                comeBackAfterAKill(rest);
                ping(rest);
            }
        }
    }

    /** All agents come from one address; a real fleet behind one is set up so, too. */
    private void oneAddressMayHaveMany() {
        Path file = controlPlane.karaf().home().resolve("etc/io.centossrv.transport.server.cfg");
        try {
            Files.writeString(file, "connections.per.source=10000\nopen.per.source=10000\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void firstInventory(SimulatedFleet fleet) {
        ServerCost before = ServerCost.now(controlPlane);
        fleet.start(controlPlane, PACKAGES);
        until("all are online", () -> ledger.linkedSince(Instant.EPOCH) == AGENTS);
        ServerCost online = ServerCost.now(controlPlane);
        until("all inventories are kept", () -> ledger.inventoried() == AGENTS);
        say("first connection of all, simulators starting: " + online.since(before));
        say("first inventory of all: " + ServerCost.now(controlPlane).since(before));
        say("after the first inventory: " + ServerCost.size(controlPlane) + ", database " + ledger.megabytes() + " MB");
    }

    private void ping(RestClient rest) {
        ServerCost before = ServerCost.now(controlPlane);
        HttpResponse<String> answer = rest.send("POST", "/api/v1/pings", "{\"target\":\"*\",\"timeout\":\"PT25S\"}");
        ServerCost cost = ServerCost.now(controlPlane).since(before);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        int answered = 0;
        for (JsonNode item : RestClient.json(answer).get("items")) {
            answered += item.get("outcome").asText().equals("answered") ? 1 : 0;
        }
        say("ping of all: " + answered + " answered, " + cost);
        assertThat(answered).isEqualTo(AGENTS);
    }

    private void heartbeats() {
        Duration time = Duration.ofSeconds(Sizes.of("fleet.heartbeat-seconds", 2, 300));
        ServerCost before = ServerCost.now(controlPlane);
        long end = System.nanoTime() + time.toNanos();
        Await.untilTrue("time passes", time.plusSeconds(10), () -> System.nanoTime() > end);
        ServerCost cost = ServerCost.now(controlPlane).since(before);
        say("heartbeats alone: %s, %.1f %% of a core"
                .formatted(cost, 100e9 * (cost.serverSeconds() + cost.databaseSeconds()) / cost.nanos()));
        assertThat(ledger.linkedSince(Instant.EPOCH)).isEqualTo(AGENTS);
        say("at rest: " + ServerCost.size(controlPlane));
    }

    /** The job is committed and hardly anything of it handed over when the control plane dies. */
    private void comeBackAfterAKill(RestClient rest) {
        HttpResponse<String> job = rest.send(
                "POST",
                "/api/v1/jobs",
                "{\"target\":\"*\",\"argv\":[\"true\"],\"timeout\":\"PT60S\",\"ttl\":\"PT10M\",\"confirm\":" + AGENTS
                        + "}");
        assertThat(job.statusCode()).as(job.body()).isEqualTo(202);
        controlPlane.karaf().kill();
        Instant killed = Instant.now();
        long began = System.nanoTime();
        Duration ready = controlPlane.start(() -> new RestClient(controlPlane).status("/readyz") == 200, RECOVERY);
        say("waiting when the control plane was back: " + ledger.open() + " jobs");
        until("all are back", () -> ledger.linkedSince(killed) == AGENTS);
        ServerCost back = ServerCost.now(controlPlane);
        say("after a kill -9: ready after %d ms, the last agent back after %.1f s, server %.1f CPU s, PostgreSQL %.1f"
                .formatted(
                        ready.toMillis(),
                        (System.nanoTime() - began) / 1e9,
                        back.serverSeconds(),
                        back.databaseSeconds()));
        until("the last job has an end", () -> ledger.open() == 0);
        ServerCost cost = ServerCost.now(controlPlane);
        say("after a kill -9: the last job final after %.1f s, server %.1f CPU s in all, PostgreSQL %.1f; %s"
                .formatted(
                        (System.nanoTime() - began) / 1e9,
                        cost.serverSeconds(),
                        cost.databaseSeconds(),
                        ServerCost.size(controlPlane)));
        assertThat(ledger.jobsIn("CHANGED")).isEqualTo(AGENTS);
    }

    private void until(String what, java.util.function.BooleanSupplier condition) {
        Await.untilTrue(what, PATIENCE, () -> {
            assertThat(controlPlane.karaf().isAlive())
                    .as(controlPlane.karaf().log())
                    .isTrue();
            return condition.getAsBoolean();
        });
    }

    private static void say(String figure) {
        System.out.println("fleet: " + figure);
    }
}
