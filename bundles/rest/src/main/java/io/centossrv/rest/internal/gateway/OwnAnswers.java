// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.rest.internal.openapi.OpenApiDocument;
import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.problem.ProblemWriter;
import io.centossrv.rest.internal.routing.RoutingTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What {@code rest} answers itself: health, readiness and the description of the API. Thread-safe. */
public final class OwnAnswers {
    private static final List<String> NOBODY_TELLS = List.of("platform");

    private final Supplier<Optional<ReadinessService>> readiness;
    private final Supplier<RoutingTable> table;
    private final ProblemWriter writer;

    public OwnAnswers(
            Supplier<Optional<ReadinessService>> readiness, Supplier<RoutingTable> table, ProblemWriter writer) {
        this.readiness = readiness;
        this.table = table;
        this.writer = writer;
    }

    /** Answers where the path is ours; returns false where it is not. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/healthz", "/readyz", "/api/v1/openapi.yaml", "/api/v1/openapi.json" -> {
                if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                    ours(request, response);
                } else {
                    response.setHeader("Allow", "GET, HEAD");
                    writer.write(request, response, Failure.of(405, "method-not-allowed", "Only GET is served here."));
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private void ours(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/healthz" -> writer.write(response, 200, Map.of("status", "up"));
            case "/readyz" -> ready(response);
            case "/api/v1/openapi.json" -> writer.write(response, 200, OpenApiDocument.of(table.get()));
            default -> yaml(response);
        }
    }

    private void ready(HttpServletResponse response) throws IOException {
        List<String> missing = readiness
                .get()
                .map(service -> List.copyOf(service.missing().keySet()))
                .orElse(NOBODY_TELLS);
        if (missing.isEmpty()) {
            writer.write(response, 200, Map.of("ready", true));
        } else {
            response.setHeader("Retry-After", "1");
            writer.write(response, 503, new NotReady(false, missing));
        }
    }

    private record NotReady(boolean ready, List<String> missing) {}

    private void yaml(HttpServletResponse response) throws IOException {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setDereferenceAliases(true);
        byte[] body = new Yaml(options).dump(OpenApiDocument.of(table.get())).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/yaml");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
