// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What kind of failure a message tells of. */
final class PlayErrors {
    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    static {
        add("argument_spec", "^Validation of arguments failed");
        add("recursion", "recursive loop|can't be templated: ");
        add("undefined_variable", "is undefined|has no attribute|undefined variable");
        add("missing_file", "Could not find or access|No file was found|was not found");
        add("unsupported_param", "Invalid options for|Unsupported parameters");
        add("bad_value", "The variable name .* is not valid");
        add("assertion", "^Assertion failed$");
    }

    private PlayErrors() {}

    private static void add(String kind, String pattern) {
        KINDS.put(kind, Pattern.compile(pattern, Pattern.DOTALL));
    }

    static String kind(String message) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(message).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }
}
