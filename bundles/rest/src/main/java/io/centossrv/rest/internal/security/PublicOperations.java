// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.security;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What answers without a login. The list is closed: an addition is a change of this class, and of the test and the
 * security documentation that repeat it.
 */
public final class PublicOperations {
    private static final Set<String> OURS =
            Set.of("GET /healthz", "GET /readyz", "GET /api/v1/openapi.yaml", "GET /api/v1/openapi.json");

    private static final Map<String, String> OF_DOMAINS =
            Map.of("POST /api/v1/login", "access", "POST /api/v1/enrolments", "inventory");

    private PublicOperations() {}

    /** Tells whether a request with this method and raw path needs no login. */
    public static boolean admit(String method, String path) {
        String operation = (method.equals("HEAD") ? "GET" : method) + " " + path;
        return OURS.contains(operation) || OF_DOMAINS.containsKey(operation);
    }

    /** Returns the list, {@code METHOD path} each. */
    static Set<String> all() {
        return Stream.concat(OURS.stream(), OF_DOMAINS.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells whether this domain may offer this operation without a login. */
    public static boolean lists(String domain, String method, String path) {
        return domain.equals(OF_DOMAINS.get(method + " " + path));
    }
}
