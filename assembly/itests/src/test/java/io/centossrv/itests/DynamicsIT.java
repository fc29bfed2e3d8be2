package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.RestClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopping one domain takes nothing else down, is answered by name, and starting it brings it back. */
class DynamicsIT {
    private static Estate estate;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "io.centossrv.inventory, inventory, /api/v1/nodes",
        "io.centossrv.jobs, jobs, /api/v1/jobs",
        "io.centossrv.platform, platform, /api/v1/status"
    })
    void aDomainCanBeStoppedAlone(String bundle, String domain, String path) {
        Set<String> before = foreignComponents(bundle);
        assertThat(before).isNotEmpty();
        estate.controlPlane().karaf().probe("stop " + bundle);
        try {
            Set<String> gone = new TreeSet<>(before);
            gone.removeAll(foreignComponents(bundle));
            assertThat(gone).as("components of others that stopping %s deactivated", bundle).isEmpty();

            HttpResponse<String> answer = estate.rest().send("GET", path, null);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            JsonNode problem = RestClient.json(answer);
            assertThat(problem.get("code").asText()).isEqualTo("domain-unavailable");
            assertThat(problem.get("detail").asText()).contains(domain);
        } finally {
            estate.controlPlane().karaf().probe("start " + bundle);
        }
        Await.untilTrue(domain + " is back", Duration.ofSeconds(20), () -> estate.rest().status(path) == 200);
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(foreignComponents(bundle));
        assertThat(lost).as("components of others that starting %s deactivated", bundle).isEmpty();
    }

    /** Active components of every bundle but one; each activation has an id of its own. */
    private static Set<String> foreignComponents(String bundle) {
        List<String> lines = estate.controlPlane().karaf().probe("components");
        return lines.stream()
                .filter(line -> line.startsWith("io.centossrv.") && !line.startsWith(bundle + " "))
                .filter(line -> line.endsWith(" active"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
