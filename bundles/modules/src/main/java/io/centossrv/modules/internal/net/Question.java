// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a server.
 *
 * @param headers by name as the task writes them; they stand over our own
 * @param body empty for none
 */
record Question(String method, String url, Map<String, String> headers, Optional<byte[]> body) {
    Question {
        headers = Map.copyOf(new LinkedHashMap<>(headers));
    }

    Question to(String otherMethod, String otherUrl, boolean withBody) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        if (!withBody) {
            kept.keySet()
                    .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("content-"));
        }
        return new Question(otherMethod, otherUrl, kept, withBody ? body : Optional.empty());
    }

    Question without(java.util.Collection<String> names) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf(name -> names.stream().anyMatch(name::equalsIgnoreCase));
        return new Question(method, url, kept, body);
    }

    Question with(String name, String value) {
        Map<String, String> more =
                new LinkedHashMap<>(without(java.util.List.of(name)).headers());
        more.put(name, value);
        return new Question(method, url, more, body);
    }

    boolean hasHeader(String name) {
        return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Headers and body may hold secrets. */
    @Override
    public String toString() {
        return "Question[method=" + method + "]";
    }
}
