// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import jakarta.ws.rs.container.AsyncResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions come and go while requests come in. */
class SwitchTest {
    private static final Duration GAP = Duration.ofSeconds(2);
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        server = server(GAP, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static RestServer server(Duration gap, Duration drain) throws Exception {
        RestServer started =
                RestServer.started(new RestSettings(10_000, 10_000, gap, drain, Map.of("laters", "later")));
        started.authenticate(Optional.of(new FakeAuthenticator()));
        return started;
    }

    private CompletableFuture<RestAnswer> ask(String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return server.admin().get(path);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private String versionServed() throws Exception {
        return server.admin().get("/api/v1/things/a").json().path("version").asText();
    }

    @Test
    void theHighestVersionIsInChargeAndTheLowerOneFollowsIt() throws Exception {
        Things nine = Things.version("1.9.0");
        Things ten = Things.version("1.10.0");
        server.add(ten);
        server.add(nine);

        assertThat(versionServed()).isEqualTo("1.10.0");
        server.remove(ten);
        assertThat(versionServed()).isEqualTo("1.9.0");
    }

    @Test
    void ofOneVersionTheLaterOneIsInCharge() throws Exception {
        Things old = Things.version("1.0.0");
        Things updated = Things.of("1.0.0", new Things.Resource("updated"));
        server.add(old);
        server.add(updated);

        assertThat(versionServed()).isEqualTo("updated");
        server.remove(old);
        assertThat(versionServed()).isEqualTo("updated");
    }

    @Test
    void anAsynchronousRequestInsideIsWaitedFor() throws Exception {
        Things.Resource resource = new Things.Resource("1.0.0");
        Things things = Things.of("1.0.0", resource);
        server.add(things);
        CompletableFuture<RestAnswer> late = ask("/api/v1/things/late");
        AsyncResponse inside = resource.late.poll(30, TimeUnit.SECONDS);
        CompletableFuture<Void> removed = CompletableFuture.runAsync(() -> server.remove(things));

        assertThat(inside).isNotNull();
        assertThat(removed).failsWithin(Duration.ofMillis(300));
        assertThat(late).isNotDone();
        inside.resume(Map.of("done", true));
        assertThat(removed).succeedsWithin(Duration.ofSeconds(30));
        assertThat(late.get(30, TimeUnit.SECONDS).text()).isEqualTo("{\"done\":true}");
    }

    @Test
    void waitingForThoseInsideHasAnEnd() throws Exception {
        try (RestServer impatient = server(GAP, Duration.ofMillis(200))) {
            Things.Resource resource = new Things.Resource("1.0.0");
            Things things = Things.of("1.0.0", resource);
            impatient.add(things);
            CompletableFuture<RestAnswer> late = CompletableFuture.supplyAsync(() -> {
                try {
                    return impatient.admin().get("/api/v1/things/late");
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            AsyncResponse inside = resource.late.poll(30, TimeUnit.SECONDS);

            assertThat(CompletableFuture.runAsync(() -> impatient.remove(things)))
                    .succeedsWithin(Duration.ofSeconds(9));
            assertThat(inside).isNotNull();
            assertThat(late.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
    }

    @Test
    void aRequestInAGapIsHeldUntilTheDomainIsBack() throws Exception {
        Things old = Things.version("1.0.0");
        server.add(old);
        assertThat(versionServed()).isEqualTo("1.0.0");
        server.remove(old);
        CompletableFuture<RestAnswer> held = ask("/api/v1/things/a");

        assertThat(held).failsWithin(Duration.ofMillis(500));
        server.add(Things.version("1.1.0"));
        assertThat(held.get(30, TimeUnit.SECONDS).json().path("version").asText())
                .isEqualTo("1.1.0");
    }

    @Test
    void aDomainThatIsGoneForGoodIsNotFoundAlsoByWhoWaitsForIt() throws Exception {
        Things things = Things.version("1.0.0");
        server.add(things);
        server.remove(things);
        CompletableFuture<RestAnswer> held = ask("/api/v1/things/a");
        assertThat(held).failsWithin(Duration.ofMillis(300));

        server.forget("things");
        assertThat(held.get(30, TimeUnit.SECONDS).status()).isEqualTo(404);
        assertThat(server.admin().get("/api/v1/things/a").status()).isEqualTo(404);
        server.add(Things.version("1.1.0"));
        assertThat(versionServed()).isEqualTo("1.1.0");
    }

    @Test
    void aDomainThatIsThereOrOfTheDistributionIsNotForgotten() throws Exception {
        server.add(Things.version("1.0.0"));
        server.forget("things");
        server.forget("later");

        assertThat(versionServed()).isEqualTo("1.0.0");
        assertThat(server.admin().get("/api/v1/laters").status()).isEqualTo(503);
    }

    @Test
    void aBodyThatIsHeldArrivesWhole() throws Exception {
        Things old = Things.version("1.0.0");
        server.add(old);
        server.remove(old);
        CompletableFuture<RestAnswer> held = CompletableFuture.supplyAsync(() -> {
            try {
                return server.admin().post("/api/v1/things", "{\"name\":\"" + "b".repeat(2000) + "\"}");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });

        assertThat(held).failsWithin(Duration.ofMillis(300));
        server.add(Things.version("1.1.0"));
        assertThat(held.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
    }

    @Test
    void aGapThatLastsIsToldByName() throws Exception {
        Things old = Things.version("1.0.0");
        server.add(old);
        server.remove(old);
        long start = System.nanoTime();
        RestAnswer answer = server.admin().get("/api/v1/things/a");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(GAP.minusMillis(100), GAP.plusSeconds(20));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("domain-unavailable");
        assertThat(answer.text()).contains("The domain things");
        assertThat(answer.header("Retry-After")).contains("1");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void anExpectedDomainIsMissedByNameBeforeItEverCame() throws Exception {
        assertThat(server.admin().get("/api/v1/laters").code()).isEqualTo("domain-unavailable");
        assertThat(server.admin().get("/api/v1/nevers").code()).isEqualTo("not-found");
    }

    @Test
    void noRequestFailsWhileVersionsAreReplaced() throws Exception {
        Things running = Things.version("1.0.0");
        server.add(running);
        CompletableFuture<Integer> failures = CompletableFuture.supplyAsync(() -> {
            int failed = 0;
            for (int request = 0; request < 400; request++) {
                try {
                    failed += server.admin().get("/api/v1/things/a").status() == 200 ? 0 : 1;
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            }
            return failed;
        });
        int version = 0;
        while (!failures.isDone()) {
            version++;
            Things next = Things.version("2." + version + ".0");
            server.add(next);
            server.remove(running);
            running = next;
        }

        assertThat(failures.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(version).isGreaterThan(3);
    }
}
