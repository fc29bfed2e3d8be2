// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Ansible does to paths and to each word of a command, without a shell: variables first, then {@code ~}. */
public final class WordExpansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

    private WordExpansion() {}

    /** Returns the text with {@code $NAME}, {@code ${NAME}} and a leading {@code ~} replaced; what is not set stays. */
    public static String expand(String text, Map<String, String> environment) {
        String expanded = VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(environment.getOrDefault(name, match.group()));
        });
        boolean home = expanded.equals("~") || expanded.startsWith("~/");
        return home && environment.containsKey("HOME") ? environment.get("HOME") + expanded.substring(1) : expanded;
    }
}
