// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.module.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files of variables that a name without its ending means (find_vars_files of parsing/dataloader.py). */
public final class VarsFiles {
    private final Project project;

    public VarsFiles(Project project) {
        this.project = project;
    }

    /** Returns the files of the first ending that there is; with folders, all files of a folder. */
    public List<String> find(String path, List<String> endings, boolean folders) {
        for (String ending : endings) {
            String full = path + ending;
            if (project.isFile(full)) {
                return List.of(full);
            }
            if (project.isFolder(full) && folders) {
                return below(full, Set.copyOf(endings));
            }
        }
        return List.of();
    }

    private List<String> below(String folder, Set<String> endings) {
        TreeSet<String> names = new TreeSet<>();
        for (String file : project.filesBelow(folder)) {
            names.add(file.substring(folder.length() + 1).split("/", 2)[0]);
        }
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(".") || name.endsWith("~")) {
                continue;
            }
            int dot = name.lastIndexOf('.');
            String ending = dot > 0 ? name.substring(dot) : "";
            String path = folder + "/" + name;
            if (project.isFile(path)) {
                if (ending.isEmpty() || endings.contains(ending)) {
                    found.add(path);
                }
            } else if (ending.isEmpty()) {
                found.addAll(below(path, endings));
            }
        }
        return found;
    }
}
