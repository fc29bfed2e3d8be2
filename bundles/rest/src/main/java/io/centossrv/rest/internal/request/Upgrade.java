// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Reads whether a request wants to become a WebSocket (RFC 6455, 4.2.1). */
public final class Upgrade {
    private Upgrade() {}

    /** Tells whether this is a WebSocket handshake. */
    public static boolean isWebSocket(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return request.getMethod().equals("GET") && upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }

    /** Tells whether a browser's page from elsewhere asks; programs send no Origin. */
    public static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getAuthority();
            return !Objects.equals(lower(authority), lower(request.getHeader("Host")));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
