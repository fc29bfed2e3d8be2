// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server asks for in {@code WWW-Authenticate} (RFC 9110, 11.6.1). */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PAIR = Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
    private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*([A-Za-z-]+)(?=\\s+[\\w-]+\\s*=|\\s*$)");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Returns the best one that we can answer: Digest rather than Basic. */
    static Optional<Challenge> best(List<String> headers) {
        Optional<Challenge> basic = Optional.empty();
        for (String header : headers) {
            Matcher scheme = SCHEME.matcher(header);
            while (scheme.find()) {
                Challenge one =
                        new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), pairs(header.substring(scheme.end())));
                if (one.scheme().equals("digest")) {
                    return Optional.of(one);
                }
                basic = one.scheme().equals("basic") ? Optional.of(one) : basic;
            }
        }
        return basic;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            String value = pair.group(2) != null ? pair.group(2).replaceAll("\\\\(.)", "$1") : pair.group(3);
            pairs.putIfAbsent(pair.group(1).toLowerCase(Locale.ROOT), value);
        }
        return pairs;
    }
}
