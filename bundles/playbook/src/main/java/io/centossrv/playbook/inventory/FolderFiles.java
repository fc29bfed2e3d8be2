// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.internal.parse.VarsFiles;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.load.ProjectLoader;
import io.centossrv.playbook.model.Loaded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads files of variables by the name of a host or group. */
final class FolderFiles {
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final LoadSettings settings;
    private final String folder;
    private final Map<String, Loaded<Map<String, Object>>> known = new HashMap<>();

    public FolderFiles(LoadSettings settings, String folder) {
        this.settings = settings;
        this.folder = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    }

    public Loaded<Map<String, Object>> read(String kind, String name) {
        if (name.startsWith("/") || name.contains("..")) {
            return new Loaded<>(Optional.of(Map.of()), List.of(), List.of());
        }
        return known.computeIfAbsent(folder + kind + "/" + name, this::read);
    }

    private Loaded<Map<String, Object>> read(String path) {
        ProjectLoader loader = new ProjectLoader(settings);
        Map<String, Object> all = new LinkedHashMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        List<Mistake> warnings = new ArrayList<>();
        for (String file : new VarsFiles(settings.project()).find(path, ENDINGS, true)) {
            Loaded<Map<String, Object>> one = loader.variables(file);
            one.value().ifPresent(all::putAll);
            mistakes.addAll(one.mistakes());
            warnings.addAll(one.warnings());
        }
        return new Loaded<>(mistakes.isEmpty() ? Optional.of(all) : Optional.empty(), mistakes, warnings);
    }
}
