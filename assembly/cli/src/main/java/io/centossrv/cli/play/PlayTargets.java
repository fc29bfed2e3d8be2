// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.play;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * For which nodes a playbook is, as far as can be told without compiling it: to ask before it is applied. Which nodes get it
 * is decided by the control plane.
 */
public final class PlayTargets {
    private static final Pattern TARGETING = Pattern.compile("\\b(tag|role|meta|fact|pkg):|[()]");

    private PlayTargets() {}

    /** Returns a target in the targeting language for each play of the project's playbook. */
    public static List<String> of(Project project) {
        return YamlTexts.hosts(project.files().get(project.playbook())).stream()
                .map(PlayTargets::target)
                .distinct()
                .toList();
    }

    /** Ansible's patterns: apart by commas or colons; {@code &} narrows down, {@code !} takes away. */
    private static String target(String hosts) {
        if (TARGETING.matcher(hosts).find()) {
            return hosts;
        }
        List<String> any = new ArrayList<>();
        List<String> narrowing = new ArrayList<>();
        for (String pattern : hosts.split("[,:]")) {
            String name = pattern.strip();
            if (name.startsWith("!")) {
                narrowing.add("not " + name.substring(1));
            } else if (name.startsWith("&")) {
                narrowing.add(name.substring(1));
            } else if (!name.isEmpty()) {
                any.add(name);
            }
        }
        String union = any.isEmpty() ? "all" : String.join(" or ", any);
        narrowing.add(0, any.size() > 1 && !narrowing.isEmpty() ? "(" + union + ")" : union);
        return String.join(" and ", narrowing);
    }
}
