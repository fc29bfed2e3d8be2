// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a line of patterns; colons separate as well, but not those of IPv6 addresses, ports and ranges. */
final class PatternSplit {
    private static final Pattern PART = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*+\\])++");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    /** A name, perhaps with ranges in it, perhaps with a port. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[\\p{L}\\p{N}_.-]|\\[[^\\]]*:[^\\]]*+\\])++(?::[0-9]+)?");

    private PatternSplit() {}

    public static List<String> of(String patterns) {
        List<String> parts = new ArrayList<>();
        if (patterns.indexOf(',') >= 0) {
            parts.addAll(Arrays.asList(patterns.split(",")));
        } else if (IPV6.matcher(patterns.strip()).matches()
                || ADDRESS.matcher(patterns).matches()) {
            parts.add(patterns);
        } else {
            Matcher matcher = PART.matcher(patterns);
            while (matcher.find()) {
                parts.add(matcher.group());
            }
        }
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
