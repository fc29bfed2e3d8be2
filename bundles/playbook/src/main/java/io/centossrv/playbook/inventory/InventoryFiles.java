// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.internal.yaml.YamlReader;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads sources of an inventory one after another. */
final class InventoryFiles {
    private static final Pattern YAML = Pattern.compile(".*\\.(yml|yaml|json)");
    private static final Pattern IGNORED = Pattern.compile("\\..*|group_vars|host_vars|vars_plugins"
            + "|.*(\\.pyc|\\.pyo|\\.swp|\\.bak|~|\\.rpm|\\.md|\\.txt|\\.rst|\\.orig|\\.ini|\\.cfg|\\.retry)");

    private final LoadSettings settings;
    private final Project project;
    private final InventoryDraft draft = new InventoryDraft();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Mistake> warnings = new ArrayList<>();

    public InventoryFiles(LoadSettings settings) {
        this.settings = settings;
        this.project = settings.project();
    }

    public Loaded<Inventory> read(List<String> sources) {
        for (String source : sources) {
            if (source.indexOf(',') >= 0) {
                names(source);
            } else if (project.isFolder(stripped(source))) {
                folder(stripped(source));
            } else if (project.isFile(source)) {
                file(source);
            } else {
                wrong("not-found", new Position(source, 0, 0), "there is no inventory '" + source + "'");
            }
        }
        return new Loaded<>(mistakes.isEmpty() ? Optional.of(draft.inventory()) : Optional.empty(), mistakes, warnings);
    }

    private static String stripped(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void names(String source) {
        for (String part : source.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            try {
                HostRange.Expanded expanded = HostRange.expand(part.strip());
                Map<String, Object> vars = new LinkedHashMap<>();
                expanded.port().ifPresent(port -> vars.put("ansible_port", port));
                expanded.names().forEach(name -> draft.addHost(name, InventoryDraft.UNGROUPED, Map.of(), vars));
            } catch (IllegalArgumentException e) {
                wrong("bad-inventory", new Position(source, 0, 0), e.getMessage());
            }
        }
    }

    private void folder(String path) {
        TreeSet<String> names = new TreeSet<>();
        for (String file : project.filesBelow(path)) {
            names.add(file.substring(path.length() + 1).split("/", 2)[0]);
        }
        for (String name : names) {
            if (IGNORED.matcher(name).matches()) {
                continue;
            }
            String inner = path + "/" + name;
            if (project.isFolder(inner)) {
                folder(inner);
            } else {
                file(inner);
            }
        }
    }

    private void file(String path) {
        byte[] content = project.read(path).orElse(new byte[0]);
        Position start = new Position(path, 1, 1);
        if (Vault.isEncrypted(content)) {
            try {
                content = settings.vault().open(content);
            } catch (IllegalArgumentException e) {
                wrong("vault", start, e.getMessage());
                return;
            }
        }
        if (content.length > 1 && content[0] == '#' && content[1] == '!') {
            wrong(
                    "unsupported",
                    start,
                    "an inventory that is a program is not supported: give its output, as YAML or JSON, in a file");
            return;
        }
        boolean named = YAML.matcher(path).matches();
        List<Mistake> wrong = new ArrayList<>();
        Optional<Value> yaml =
                named || path.substring(path.lastIndexOf('/') + 1).indexOf('.') < 0
                        ? new YamlReader(path, wrong, warnings).read(content)
                        : Optional.empty();
        if (wrong.isEmpty() && yaml.isPresent() && yaml.get() instanceof Value.Mapping map) {
            new YamlInventory(draft, where(path), mistakes, warnings).read(map);
        } else if (named) {
            mistakes.addAll(wrong);
            if (wrong.isEmpty()) {
                wrong("bad-inventory", start, "an inventory in YAML is a map of groups");
            }
        } else {
            new IniInventory(draft, path, where(path), mistakes).read(new String(content, StandardCharsets.UTF_8));
        }
    }

    private Map<String, Object> where(String path) {
        String label = project.label(path);
        int slash = label.lastIndexOf('/');
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("inventory_file", label);
        where.put("inventory_dir", slash < 0 ? "" : label.substring(0, slash));
        return where;
    }

    private void wrong(String code, Position at, String message) {
        mistakes.add(new Mistake(code, at, message, MistakeKind.OTHER, Optional.of(at)));
    }
}
