// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which redirects are followed, and with which method. */
enum Redirects {
    ALL,
    NONE,
    SAFE,
    /** Those of GET, HEAD and POST, by GET: what Ansible's modules do that have no option for it. */
    USUAL;

    private static final Set<Integer> KINDS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> READING = Set.of("GET", "HEAD");

    static Redirects of(String option) {
        return switch (option) {
            case "all", "yes" -> ALL;
            case "safe" -> SAFE;
            case "urllib2" -> USUAL;
            default -> NONE;
        };
    }

    /** Returns the method with which to follow; empty where the redirect itself is the answer. */
    Optional<String> next(int code, String method) {
        if (!KINDS.contains(code)) {
            return Optional.empty();
        }
        return switch (this) {
            case NONE -> Optional.empty();
            case SAFE -> READING.contains(method) ? Optional.of(rewritten(code, method)) : Optional.empty();
            case ALL -> Optional.of(rewritten(code, method));
            case USUAL ->
                READING.contains(method) || (method.equals("POST") && code < 304)
                        ? Optional.of("GET")
                        : Optional.empty();
        };
    }

    /** Returns whether a redirect of this kind takes the body with it. */
    boolean keepsBody(int code) {
        return this != USUAL && code > 303;
    }

    /** RFC 9110, 15.4, and what browsers do of old. */
    private static String rewritten(int code, String method) {
        boolean becomesGet = (code == 303 || code == 302) && !method.equals("HEAD");
        return becomesGet || (code == 301 && method.equals("POST")) ? "GET" : method.toUpperCase(Locale.ROOT);
    }
}
