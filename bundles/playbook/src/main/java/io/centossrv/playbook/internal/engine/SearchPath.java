// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The folders in which a task's files are looked for: its roles, the innermost first, its own file's, the play's. */
final class SearchPath {
    private SearchPath() {}

    static List<String> of(TaskStep step, Play play) {
        Set<String> folders = new LinkedHashSet<>();
        List<Role> roles = step.scope().roles();
        for (int i = roles.size() - 1; i >= 0; i--) {
            folders.add(roles.get(i).path());
        }
        folders.add(ProjectPaths.parent(step.task().position().file()));
        folders.add(play.folder());
        return List.copyOf(folders);
    }

    static List<String> absolute(List<String> folders, Run run) {
        List<String> all = new ArrayList<>();
        folders.forEach(
                folder -> all.add(run.templars().files().absolute(folder).toString()));
        return all;
    }
}
