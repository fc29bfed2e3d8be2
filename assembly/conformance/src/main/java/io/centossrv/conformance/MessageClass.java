// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of message a text is: messages may be worded otherwise than Ansible's, their kind must be the same. */
final class MessageClass {
    private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        add("unsupported_option", "Unsupported parameters");
        add("mutually_exclusive", "mutually exclusive|can be given, not both|can not both be passed");
        add(
                "missing_required",
                "missing required|is required|following is required|are missing|[Mm]ust specify|no command given");
        add("bad_choice", "must be one of");
        add("bad_type", "unable to convert");
        add("bad_mode", "mode must be in octal");
        add("src_not_found", "file not found: |src file does not exist|Could not find or access|Source .* not found");
        add("validate_failed", "failed to validate");
        add("checksum_mismatch", "does not match the expected checksum|did not match");
        add("timeout", "timed out|Timeout when waiting");
        add("bad_status", "Status code was|Request failed");
        add("unknown_user", "failed to look up user");
        add("unknown_group", "failed to look up group");
        add("nonzero_rc", "non-zero return code");
        add("not_a_directory_or_is_directory", "Not a directory|[Ii]s a directory");
        add("dest_parent_missing", "Destination .* does not exist");
        add("permission_or_exec", "Permission denied|Exec format");
        add("censored", "output has been hidden");
        // What was not run, because a path is there or isn't, is told with it: that is no missing path.
        add("", "^$");
        add("missing_path", "^(?!.*run command since).*(No such file|does not exist|is absent, cannot)");
    }

    private static final Set<String> NOT_OURS = Set.of("module_crash");

    private MessageClass() {}

    private static void add(String name, String pattern) {
        PATTERNS.put(name, Pattern.compile(pattern, Pattern.DOTALL));
    }

    /** Returns whether a message is of the kind that is expected. */
    static boolean same(String expectedClass, String expected, String actual) {
        if (NOT_OURS.contains(expectedClass)) {
            return true;
        }
        return PATTERNS.containsKey(expectedClass)
                ? of(actual).equals(expectedClass)
                : of(actual).equals(of(expected));
    }

    static String of(String message) {
        for (Map.Entry<String, Pattern> entry : PATTERNS.entrySet()) {
            if (entry.getValue().matcher(message).find()) {
                return entry.getKey();
            }
        }
        String slug = message.toLowerCase(Locale.ROOT)
                .replaceAll("'[^']*'|\"[^\"]*\"", "x")
                .replaceAll("<?[\\w<>.-]*/[\\w/<>.-]*", "path")
                .replaceAll("\\d+", "n")
                .replaceAll("[^a-z]+", "_");
        return slug.substring(0, Math.min(60, slug.length()));
    }
}
