// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.ansible.Templating;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.playbook.template.YamlFilters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes templars; compiled texts are kept for each list of folders that files are looked for in. Of one thread. */
public final class Templars {
    private static final int MOST_KEPT = 200;

    private final ProjectPaths files;
    private final Map<String, Lookup> lookups;
    private final Map<List<String>, Templating> kept = new LinkedHashMap<>();

    Templars(ProjectPaths files, Map<String, Lookup> lookups) {
        this.files = files;
        this.lookups = lookups;
    }

    ProjectPaths files() {
        return files;
    }

    /** Returns a templar that looks for files in folders of the project, in order. */
    Templar of(HostVariables variables, List<String> folders) {
        return templating(folders).templar(variables);
    }

    private Templating templating(List<String> folders) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(folders, this::build);
    }

    private Templating build(List<String> folders) {
        List<Path> paths = folders.stream().map(files::absolute).distinct().toList();
        return Templating.builder()
                .searchPath(paths)
                .filters(YamlFilters.all())
                .lookups(lookups)
                .loader(name -> load(paths, name))
                .build();
    }

    private static Optional<String> load(List<Path> folders, String name) {
        List<Path> candidates = new ArrayList<>();
        for (Path folder : folders) {
            candidates.add(folder.resolve("templates").resolve(name));
            candidates.add(folder.resolve(name));
        }
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                try {
                    return Optional.of(Files.readString(candidate, StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new TaskFailure("the template " + name + " can't be read: " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }
}
