// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id by which a request is found in logs and at other services (W3C Trace Context). */
public final class TraceId {
    private static final String ATTRIBUTE = TraceId.class.getName();
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final String ZERO = "0".repeat(32);

    private TraceId() {}

    /** Returns the request's trace id, 32 hexadecimal digits; the same at each call for one request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = given(request.getHeader("traceparent")).orElseGet(TraceId::random);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static Optional<String> given(String header) {
        if (header == null || header.length() > 200) {
            return Optional.empty();
        }
        Matcher matcher = TRACEPARENT.matcher(header);
        if (!matcher.matches() || header.startsWith("ff") || matcher.group(1).equals(ZERO)) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1));
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
