// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request as it was sent. Who may pass and who serves are both decided on this one text, so that no second
 * reading of a path (escapes, dots, parameters) can lead elsewhere.
 *
 * @param text the raw path, without the query
 */
public record RequestPath(String text) {
    /** Below it lie the operations. */
    public static final String API = "/api/v1/";

    private static final int LONGEST = 4096;
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|[;\\\\]|/\\.{1,2}(/|$)|%(2e|2f|5c|3b|00|0a|0d|25)", Pattern.CASE_INSENSITIVE);

    /** Returns the path of a request. */
    public static RequestPath of(HttpServletRequest request) {
        return new RequestPath(request.getRequestURI());
    }

    /** Tells whether path and query are longer than what we read. */
    public static boolean tooLong(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().length() + (query == null ? 0 : query.length()) > LONGEST;
    }

    /** Tells whether the path could be read in two ways; such a path is refused. */
    public boolean ambiguous() {
        return AMBIGUOUS.matcher(text).find();
    }

    /** Returns what follows {@code /api/v1/}, such as {@code nodes/web1}. */
    public Optional<String> operation() {
        return text.startsWith(API) ? Optional.of(text.substring(API.length())) : Optional.empty();
    }

    /** Returns the first segment below {@code /api/v1/}, two where the first one is {@code x}. */
    public Optional<String> noun() {
        return operation().map(RequestPath::noun).filter(noun -> !noun.isEmpty());
    }

    private static String noun(String operation) {
        String[] segments = operation.split("/", 3);
        return segments[0].equals("x") && segments.length > 1 ? "x/" + segments[1] : segments[0];
    }
}
