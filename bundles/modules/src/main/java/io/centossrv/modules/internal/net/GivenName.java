// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name that a server gives what it sends (RFC 6266), without the folders that it may not choose. */
final class GivenName {
    private static final Pattern NAME = Pattern.compile("(?i)\\s*attachment\\s*;\\s*filename=\"?([^\"]+)");

    private GivenName() {}

    static Optional<String> in(HttpAnswer answer) {
        Matcher name = NAME.matcher(answer.headers().getOrDefault("content-disposition", ""));
        if (!name.lookingAt()) {
            return Optional.empty();
        }
        String given = name.group(1).strip();
        String last = given.substring(given.lastIndexOf('/') + 1);
        boolean usable = !last.isEmpty() && !last.equals(".") && !last.equals("..") && last.indexOf('\0') < 0;
        return usable ? Optional.of(last) : Optional.empty();
    }
}
