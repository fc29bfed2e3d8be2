// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.NewerBundle;
import io.centossrv.itests.harness.OpenLoop;
import io.centossrv.itests.harness.Sizes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The domain {@code inventory} is replaced again and again while requests come in; none fails. */
class ReplaceIT {
    private static final int UPDATES = Sizes.of("replace.updates", 3, 20);
    private static final List<String> PATHS =
            List.of("/api/v1/nodes", "/api/v1/jobs", "/api/v1/nodes/node1", "/api/v1/status");

    @Test
    void noRequestFailsWhileInventoryIsReplaced() throws Exception {
        try (Estate estate = Estate.start("node1")) {
            warmUp(estate);
            try (OpenLoop load = new OpenLoop(estate.rest(), PATHS, 100)) {
                Await.untilTrue("load", Duration.ofSeconds(10), () -> load.sent() > 100);
                for (int i = 1; i <= UPDATES; i++) {
                    update(estate, NewerBundle.archive(estate.sandbox(), "inventory", "0.1." + i));
                    int sent = load.sent();
                    Await.untilTrue("a second passes", Duration.ofSeconds(10), () -> load.sent() > sent + 100);
                }
                List<OpenLoop.Answer> answers = load.finish();
                List<OpenLoop.Answer> failed =
                        answers.stream().filter(a -> a.status() != 200).toList();
                OpenLoop.Answer slowest = answers.stream()
                        .max(Comparator.comparing(OpenLoop.Answer::took))
                        .orElseThrow();
                System.out.printf(
                        "replace: %d updates, %d requests at 100/s, %d failed, longest %d ms (%s), p99 %d ms%n",
                        UPDATES,
                        answers.size(),
                        failed.size(),
                        slowest.took().toMillis(),
                        slowest.path(),
                        percentile(answers, 0.99));
                assertThat(failed).isEmpty();
            }
            assertThat(versions(estate)).containsExactly("0.1." + UPDATES);
        }
    }

    /** A cold client opens a connection for each request and measures its own handshakes. */
    private static void warmUp(Estate estate) {
        try (OpenLoop load = new OpenLoop(estate.rest(), PATHS, 50)) {
            Await.untilTrue("warm", Duration.ofSeconds(20), () -> load.sent() > 300);
            load.finish();
        }
    }

    private static void update(Estate estate, Path archive) throws IOException, InterruptedException {
        HttpRequest plain = estate.rest().request("POST", "/api/v1/plugins?update=true", Optional.empty());
        HttpRequest request = HttpRequest.newBuilder(URI.create(plain.uri().toString()))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        plain.headers().firstValue("Authorization").orElseThrow())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(archive))
                .build();
        HttpResponse<String> response = estate.rest().http().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    }

    private static List<String> versions(Estate estate) {
        return estate.controlPlane().karaf().probe("list").stream()
                .filter(line -> line.startsWith("io.centossrv.inventory ") && line.endsWith(" active"))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private static long percentile(List<OpenLoop.Answer> answers, double share) {
        return answers.stream()
                .map(OpenLoop.Answer::took)
                .sorted()
                .skip((long) (answers.size() * share))
                .findFirst()
                .orElseThrow()
                .toMillis();
    }
}
