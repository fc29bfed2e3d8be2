// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.play;

import java.util.List;
import java.util.regex.Pattern;

/** For which nodes a playbook is, as far as can be told without compiling it. */
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

    /** Ansible's {@code all} and lists, in the targeting language. */
    private static String target(String hosts) {
        if (TARGETING.matcher(hosts).find()) {
            return hosts;
        }
        List<String> parts = List.of(hosts.split("[,:]")).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> part.equals("all") ? "*" : part)
                .toList();
        return String.join(" or ", parts);
    }
}
