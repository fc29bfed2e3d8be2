// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonReader;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns {@code application/problem+json} (RFC 9457) into what a command ends with. */
final class ProblemReader {
    private static final Set<String> INVALID_CODES = Set.of(
            "play-invalid",
            "plan-too-large",
            "plugin-invalid",
            "plugin-unresolvable",
            "plugin-import-refused",
            "plugin-start-failed");
    private static final Set<String> NO_TARGET_CODES = Set.of("target-empty");
    private static final Set<String> DENIED_CODES = Set.of("plugin-unsigned", "login-failed", "permission-denied");

    private ProblemReader() {}

    static Failure read(int status, byte[] body) {
        JsonObject problem = parse(body);
        String code = problem.text("code").orElse("http-" + status);
        String title = problem.text("title").orElse("The control plane answered with status " + status);
        String message = problem.text("detail")
                .filter(detail -> !detail.isBlank())
                .orElse(title.endsWith(".") ? title : title + ".");
        Failure failure = Failure.of(exit(status, code), code, message)
                .at(problem.objects("errors").stream().map(ProblemReader::place).toList())
                .traced(problem.text("traceId"));
        return next(status, code).map(failure::next).orElse(failure);
    }

    private static JsonObject parse(byte[] body) {
        try {
            Json json = JsonReader.read(body);
            return json instanceof JsonObject object ? object : JsonObject.empty();
        } catch (IOException e) {
            // a proxy's page, say: the status tells enough
            return JsonObject.empty();
        }
    }

    private static String place(JsonObject error) {
        StringBuilder place = new StringBuilder(error.text("pointer").orElse(""));
        long line = error.number("line").orElse(0L);
        long column = error.number("column").orElse(0L);
        for (long number : List.of(line, column)) {
            if (number > 0) {
                place.append(place.length() > 0 ? ":" : "").append(number);
            }
        }
        return place + (place.length() > 0 ? ": " : "") + error.text("message").orElse("");
    }

    private static ExitCode exit(int status, String code) {
        if (NO_TARGET_CODES.contains(code)) {
            return ExitCode.NO_TARGET;
        }
        if (INVALID_CODES.contains(code)) {
            return ExitCode.INVALID;
        }
        if (DENIED_CODES.contains(code)) {
            return ExitCode.DENIED;
        }
        return switch (status) {
            case 401, 403 -> ExitCode.DENIED;
            case 404 -> ExitCode.NO_TARGET;
            case 412, 429, 503 -> ExitCode.TRY_AGAIN;
            case 504 -> ExitCode.TIMED_OUT;
            default -> status < 500 ? ExitCode.USAGE : ExitCode.INTERNAL;
        };
    }

    private static Optional<String> next(int status, String code) {
        return switch (code) {
            case "login-failed" -> Optional.of("Check user and password and log in again: csrv login");
            case "target-empty" -> Optional.of("See which nodes there are: csrv node list");
            case "plugin-unsigned" -> Optional.of("Install a signed archive; unsigned ones need plugin.dev=true.");
            default ->
                switch (status) {
                    case 401 -> Optional.of("Log in again: csrv login");
                    case 403 -> Optional.of("Ask an administrator for that permission; see yours with `csrv whoami`.");
                    case 429, 503 -> Optional.of("Try again in a moment; `csrv status` says what is missing.");
                    default -> Optional.empty();
                };
        };
    }
}
