// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.RestClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopping one domain takes nothing else down, is answered by name, and starting it brings it back. */
class DynamicsIT {
    /** What may be referred to by others dynamically alone. */
    private static final Set<String> DOMAINS = Set.of("access", "inventory", "jobs", "config");

    /** What others may refer to statically: settings and commands, the web server's side, database, bus, keys. */
    private static final Set<String> GROUND = Set.of("platform", "rest", "persistence", "transport", "pki");

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

    /** Contracts and libraries: what is wired to their classes does not notice. */
    @Test
    void everyOtherBundleOfOursCanBeStoppedUnnoticed() {
        Set<String> all = components("").stream()
                .map(line -> line.split(" ")[0].replaceFirst("^io\\.centossrv\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(all)
                .as("bundles with components: each stands in one of the two lists, with a test below")
                .isEqualTo(Stream.concat(DOMAINS.stream(), GROUND.stream()).collect(Collectors.toSet()));

        Set<String> before = components("");
        List<String> others = estate.controlPlane().karaf().probe("list").stream()
                .map(line -> line.split(" ")[0])
                .filter(name -> name.startsWith("io.centossrv.") && !name.equals("io.centossrv.probe"))
                .filter(name -> !all.contains(name.replaceFirst("^io\\.centossrv\\.", "")))
                .toList();
        assertThat(others).contains("io.centossrv.rest.api", "io.centossrv.playbook");
        for (String bundle : others) {
            estate.controlPlane().karaf().probe("stop " + bundle);
            assertThat(components(""))
                    .as("components while %s is stopped", bundle)
                    .containsAll(before);
            assertThat(estate.rest().status("/api/v1/nodes")).isEqualTo(200);
            estate.controlPlane().karaf().probe("start " + bundle);
        }
        System.out.println(
                "dynamics: stopped " + others.size() + " contracts and libraries, components deactivated: 0");
    }

    @ParameterizedTest
    @CsvSource({
        "access, GET, /api/v1/whoami",
        "inventory, GET, /api/v1/nodes",
        "jobs, GET, /api/v1/jobs",
        "config, POST, /api/v1/plays"
    })
    void aDomainCanBeStoppedAlone(String domain, String method, String path) {
        String bundle = "io.centossrv." + domain;
        Set<String> before = foreignComponents(bundle);
        assertThat(before).isNotEmpty();
        estate.controlPlane().karaf().probe("stop " + bundle);
        try {
            Set<String> gone = new TreeSet<>(before);
            gone.removeAll(foreignComponents(bundle));
            System.out.println("dynamics: stopped " + domain + ", components of others deactivated: " + gone.size());
            assertThat(gone)
                    .as("components of others that stopping %s deactivated", bundle)
                    .isEmpty();
            assertUnavailable(domain, method, path);
            assertThat(missing()).as("what /readyz names").contains(domain);
        } finally {
            estate.controlPlane().karaf().probe("start " + bundle);
        }
        awaitBack(domain, method, path);
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(foreignComponents(bundle));
        assertThat(lost)
                .as("components of others that starting %s deactivated", bundle)
                .isEmpty();
    }

    /** The ground may be referred to statically, so stopping it stops what stands on it; all of it comes back. */
    @ParameterizedTest
    @CsvSource({
        "platform, /api/v1/status",
        "rest, /api/v1/nodes",
        "persistence, /api/v1/nodes",
        "transport, /api/v1/nodes",
        "pki, /api/v1/nodes"
    })
    void theGroundComesBackWithAllThatStandsOnIt(String part, String path) {
        Set<String> before = foreignComponents("io.centossrv." + part).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
        estate.controlPlane().karaf().probe("stop io.centossrv." + part);
        if (part.equals("transport")) {
            assertThat(missing()).as("what /readyz names").contains("bus");
        }
        estate.controlPlane().karaf().probe("start io.centossrv." + part);
        awaitBack(part, "GET", path);
        Await.untilTrue(
                "what stands on " + part + " is back",
                Duration.ofSeconds(40),
                () -> foreignComponents("io.centossrv." + part).stream()
                        .map(line -> line.substring(0, line.lastIndexOf(' ')))
                        .collect(Collectors.toSet())
                        .containsAll(before));
        Await.untilTrue("ready", Duration.ofSeconds(40), () -> estate.rest().status("/readyz") == 200);
    }

    private static List<String> missing() {
        HttpResponse<String> answer = estate.rest().send("GET", "/readyz", null);
        assertThat(answer.statusCode()).isEqualTo(503);
        List<String> names = new ArrayList<>();
        RestClient.json(answer).get("missing").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void assertUnavailable(String domain, String method, String path) {
        HttpResponse<String> answer = estate.rest().send(method, path, body(method));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        JsonNode problem = RestClient.json(answer);
        assertThat(problem.get("code").asText()).isEqualTo("domain-unavailable");
        assertThat(problem.get("detail").asText()).contains(domain);
    }

    private static void awaitBack(String what, String method, String path) {
        Await.untilTrue(what + " is back", Duration.ofSeconds(40), () -> {
            // 0: nobody listened, as while the keys are away.
            int status = method.equals("GET")
                    ? estate.rest().status(path)
                    : estate.rest().send(method, path, body(method)).statusCode();
            return status != 0 && status != 503 && status != 404 && status != 401;
        });
    }

    private static String body(String method) {
        return method.equals("POST") ? "{}" : null;
    }

    /**
     * Components of every bundle but one that are satisfied: active, or made when they are next asked for. A component
     * that was taken down and came up again has another id.
     */
    private static Set<String> foreignComponents(String bundle) {
        return components(bundle + " ");
    }

    private static Set<String> components(String except) {
        return estate.controlPlane().karaf().probe("components").stream()
                .filter(line -> line.startsWith("io.centossrv.") && (except.isEmpty() || !line.startsWith(except)))
                .filter(line -> line.endsWith(" active") || line.endsWith(" satisfied"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
