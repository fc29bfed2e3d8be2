// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.ForeignBundle;
import io.centossrv.itests.harness.KarafProcess;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sandbox;
import io.centossrv.itests.harness.Sizes;
import io.centossrv.itests.harness.Stranger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever has no token gets nothing, whatever is being restarted and whoever else wants to answer. */
class AuthenticationIT {
    private static final String ACCESS = "io.centossrv.access";
    private static final String REST = "io.centossrv.rest";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Sandbox sandbox;
    private static ControlPlane controlPlane;
    private static Stranger stranger;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.create();
        controlPlane = ControlPlane.unpack(sandbox);
        controlPlane.start();
        stranger = Await.until(
                "the operations of every domain are there", SOON, () -> Optional.of(Stranger.at(controlPlane))
                        .filter(who -> who.knows("whoami", "status", "plugins", "nodes", "jobs", "plays")));
        ForeignBundle.named(sandbox, "com.example.foreign").install(karaf());
    }

    @AfterAll
    static void stop() {
        if (controlPlane != null) {
            controlPlane.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @AfterEach
    void allIsBack() {
        karaf().probe("start " + ACCESS);
        karaf().probe("start " + REST);
        Await.untilTrue("ready", SOON, () -> new RestClient(controlPlane).status("/readyz") == 200);
    }

    @Test
    void withoutATokenNothingAnswers() {
        List<Stranger.Attempt> attempts = stranger.tryAll();
        assertThat(attempts).allMatch(attempt -> attempt.status() == 401);
        assertThat(karaf().probe("list")).contains("com.example.foreign 9.0.0 active");
    }

    @Test
    void norWhileNobodyCanTellWhoIsWho() {
        karaf().probe("stop " + ACCESS);
        assertThat(stranger.tryAll()).allMatch(attempt -> attempt.status() == 503);
    }

    @Test
    void norWhileNoServletOfOursIsThere() {
        karaf().probe("stop " + REST);
        assertThat(stranger.tryAll()).allMatch(attempt -> attempt.status() == 404);
    }

    /** The servlets are real ones: under the one name that the gate lets pass they answer, and the manager refuses it. */
    @Test
    void onlyTheNameOfOursWouldLetForeignServletsPass() {
        karaf().probe("stop " + REST);
        String id = ForeignBundle.named(sandbox, REST).install(karaf());
        try {
            Await.untilTrue("the web server takes the servlets in", SOON, () -> answering()
                    .containsAll(ForeignBundle.ANSWERED));
        } finally {
            karaf().probe("uninstall " + id);
        }
        assertThat(stranger.tryAll()).allMatch(attempt -> attempt.status() == 404);
    }

    private static Set<String> answering() {
        return stranger.tryAll().stream()
                .filter(attempt -> attempt.status() == 200)
                .map(attempt -> attempt.door().path())
                .collect(Collectors.toSet());
    }

    @Test
    void thePluginManagerTakesInNeither() {
        Csrv csrv = new Csrv(sandbox).login(controlPlane);
        refused(csrv, "com.example.shop", "plugin-import-refused");
        refused(csrv, REST, "plugin-conflict");
    }

    private static void refused(Csrv csrv, String name, String code) {
        Csrv.Result result = csrv.run(
                "plugin",
                "install",
                ForeignBundle.named(sandbox, name).archive().toString());
        assertThat(result.code()).as(result.toString()).isNotZero();
        assertThat(result.err()).contains(code);
    }

    @Test
    void norWhileAccessAndRestRestart() throws Exception {
        Queue<Stranger.Attempt> attempts = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> trying = CompletableFuture.runAsync(() -> {
            do {
                attempts.addAll(stranger.tryAll());
            } while (!over.get());
        });
        int rounds = Sizes.of("authentication.rounds", 3, 60);
        for (int i = 0; i < rounds; i++) {
            for (String bundle : List.of(ACCESS, REST)) {
                karaf().probe("stop " + bundle);
                karaf().probe("start " + bundle);
            }
        }
        over.set(true);
        trying.get(120, TimeUnit.SECONDS);

        System.out.printf(
                "authentication: %d requests without a token over %d restarts of access and rest,"
                        + " %d of them WebSocket handshakes, %d for a foreign servlet, %d answered%n",
                attempts.size(),
                rounds,
                count(attempts, a -> a.door().method().equals("WEBSOCKET")),
                count(attempts, a -> ForeignBundle.PATHS.contains(a.door().path())),
                count(attempts, a -> !a.refused()));
        assertThat(attempts).isNotEmpty().allMatch(Stranger.Attempt::refused);
    }

    private static long count(Queue<Stranger.Attempt> attempts, Predicate<Stranger.Attempt> which) {
        return attempts.stream().filter(which).count();
    }

    private static KarafProcess karaf() {
        return controlPlane.karaf();
    }
}
