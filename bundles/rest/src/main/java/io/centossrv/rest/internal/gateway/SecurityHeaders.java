// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import jakarta.servlet.http.HttpServletResponse;

/** Headers that each answer carries, also the refused ones. */
public final class SecurityHeaders {
    private SecurityHeaders() {}

    /** Adds them. */
    public static void add(HttpServletResponse response) {
        response.setHeader("Strict-Transport-Security", "max-age=31536000");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
