// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.run;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Ansible's type {@code path} does to a text: variables of the environment, then {@code ~}. */
final class PathExpansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

    private final Map<String, String> environment;

    PathExpansion(Map<String, String> environment) {
        this.environment = environment;
    }

    String expand(String text) {
        String expanded = VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(environment.getOrDefault(name, match.group()));
        });
        boolean home = expanded.equals("~") || expanded.startsWith("~/");
        return home && environment.containsKey("HOME") ? environment.get("HOME") + expanded.substring(1) : expanded;
    }
}
