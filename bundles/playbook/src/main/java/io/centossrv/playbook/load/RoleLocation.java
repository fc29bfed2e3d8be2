// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the folder of a role: beside the playbook, in collections, beside the role that asks, on this machine. */
final class RoleLocation {
    private final Reading reading;

    RoleLocation(Reading reading) {
        this.reading = reading;
    }

    /** Returns the paths where a role may be, in order. */
    List<String> candidates(String name, String playbook, Optional<String> beside) {
        List<String> folders = new ArrayList<>();
        folders.add(Paths.join(playbook, "roles"));
        folders.add("/usr/share/ansible/roles");
        folders.add("/etc/ansible/roles");
        beside.ifPresent(folders::add);
        folders.add(playbook);
        List<String> candidates = new ArrayList<>();
        String[] parts = name.split("\\.");
        if (parts.length == 3 && name.indexOf('/') < 0) {
            for (String base : List.of(playbook, "/usr/share/ansible")) {
                candidates.add(Paths.join(
                        base, "collections/ansible_collections/" + parts[0] + "/" + parts[1] + "/roles/" + parts[2]));
            }
        }
        folders.forEach(folder -> candidates.add(Paths.join(folder, name)));
        return candidates.stream().distinct().toList();
    }

    Optional<String> find(String name, String playbook, Optional<String> beside) {
        return name.isBlank() || Paths.clean(name).isEmpty()
                ? Optional.empty()
                : candidates(name, playbook, beside).stream()
                        .filter(reading::isFolder)
                        .findFirst();
    }
}
