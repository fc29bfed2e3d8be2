// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.model.Action;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.module.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code include_vars}: variables of a file, or of all files below a folder. */
final class IncludeVarsAction {
    private static final Set<String> KNOWN = Set.of(
            "depth",
            "dir",
            "extensions",
            "file",
            "files_matching",
            "hash_behaviour",
            "ignore_files",
            "ignore_unknown_extensions",
            "name",
            Action.FREE_FORM);

    private final ActionCall call;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Object> files = new ArrayList<>();
    private Optional<String> mistake = Optional.empty();

    IncludeVarsAction(ActionCall call) {
        this.call = call;
    }

    Map<String, Object> run() {
        call.arguments().keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new TaskFailure(name + " is not a valid option in include_vars");
                });
        Optional<Object> folder = call.argument("dir");
        Optional<Object> file = call.argument("file").or(() -> call.argument(Action.FREE_FORM));
        if (folder.isPresent() && file.isPresent()) {
            throw new TaskFailure("You are mixing file only and dir only arguments, these are incompatible");
        }
        if (folder.isPresent()) {
            folder(Text.of(folder.get()));
        } else {
            file(file.map(Text::of).orElseThrow(() -> new TaskFailure("No file or dir was given to include_vars")));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        mistake.ifPresent(message -> {
            result.put("failed", true);
            result.put("message", message);
        });
        result.put("ansible_included_var_files", files);
        Map<String, Object> found = mistake.isPresent() ? Map.of() : facts;
        Map<String, Object> named = new LinkedHashMap<>();
        call.argument("name").ifPresentOrElse(name -> named.put(Text.of(name), found), () -> named.putAll(found));
        result.put("ansible_facts", named);
        result.put("changed", false);
        return result;
    }

    private void file(String name) {
        List<String> candidates = call.templars().files().candidates(call.folders(), "vars", name);
        Optional<String> found =
                candidates.stream().filter(call.templars().files()::isFile).findFirst();
        if (found.isEmpty()) {
            StringBuilder searched = new StringBuilder("Could not find or access '" + name + "'\nSearched in:");
            candidates.forEach(path ->
                    searched.append("\n\t").append(call.templars().files().absolute(path)));
            mistake = Optional.of(searched + " on the Ansible Controller.");
            return;
        }
        load(found.get(), true);
    }

    private void folder(String name) {
        String start = call.step()
                .role()
                .map(role -> role.path() + (name.startsWith("vars") ? "/" : "/vars/") + name)
                .orElseGet(() -> ProjectPaths.join(
                        ProjectPaths.parent(call.step().task().position().file()), name));
        String root = ProjectPaths.normal(name.startsWith("/") ? name : start);
        Project project = call.settings().run().project();
        if (!project.isFolder(root)) {
            mistake = Optional.of(call.templars().files().absolute(root) + " directory does not exist");
            return;
        }
        long depth = Values.number("depth", call.argument("depth").orElse(0L));
        Map<String, List<String>> byFolder = new java.util.TreeMap<>();
        for (String file : project.filesBelow(root)) {
            String below = file.substring(root.isEmpty() ? 0 : root.length() + 1);
            long level = below.chars().filter(c -> c == '/').count() + 1;
            if (depth == 0 || level <= depth) {
                byFolder.computeIfAbsent(ProjectPaths.parent(file), key -> new ArrayList<>())
                        .add(file);
            }
        }
        byFolder.values().forEach(list -> list.stream().sorted().forEach(this::inFolder));
    }

    private void inFolder(String file) {
        if (mistake.isPresent()) {
            return;
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        boolean own = call.step()
                .role()
                .filter(role -> ProjectPaths.parent(file).equals(role.path() + "/vars") && name.startsWith("main."))
                .isPresent();
        if (own || !matches(name)) {
            return;
        }
        load(file, false);
    }

    private boolean matches(String name) {
        try {
            for (Object ignored :
                    call.argument("ignore_files").map(Scope::elements).orElse(List.of())) {
                if (Pattern.compile(Text.of(ignored) + "$").matcher(name).find()) {
                    return false;
                }
            }
            return call.argument("files_matching")
                    .map(pattern ->
                            Pattern.compile(Text.of(pattern)).matcher(name).find())
                    .orElse(true);
        } catch (PatternSyntaxException e) {
            throw new TaskFailure("Invalid regular expression: " + e.getDescription());
        }
    }

    private void load(String file, boolean anyExtension) {
        String shown = call.templars().files().absolute(file).toString();
        List<String> extensions = new ArrayList<>();
        for (Object extension :
                call.argument("extensions").map(Scope::elements).orElse(List.of("yaml", "yml", "json"))) {
            extensions.add(Text.of(extension));
        }
        int dot = file.lastIndexOf('.');
        boolean valid = dot > file.lastIndexOf('/') + 1 && extensions.contains(file.substring(dot + 1));
        if (!anyExtension && !valid) {
            if (!Values.flag(call.argument("ignore_unknown_extensions").orElse(false))) {
                mistake = Optional.of(shown + " does not have a valid extension: " + String.join(", ", extensions));
            }
            return;
        }
        Loaded<Map<String, Object>> loaded = call.settings().loader().variables(file);
        if (loaded.value().isEmpty()) {
            mistake = Optional.of(shown + " must be stored as a dictionary/hash: "
                    + loaded.mistakes().get(0).message());
            return;
        }
        files.add(shown);
        merge(loaded.value().get());
    }

    private void merge(Map<String, Object> more) {
        boolean deep = call.argument("hash_behaviour").filter("merge"::equals).isPresent();
        more.forEach((name, value) -> {
            Object old = facts.containsKey(name)
                    ? facts.get(name)
                    : call.vars().value(name).orElse(null);
            facts.put(
                    name,
                    deep && old instanceof Map<?, ?> left && value instanceof Map<?, ?> right
                            ? merged(left, right)
                            : value);
        });
    }

    private static Map<Object, Object> merged(Map<?, ?> left, Map<?, ?> right) {
        Map<Object, Object> all = new LinkedHashMap<>(left);
        right.forEach((key, value) -> all.put(
                key,
                all.get(key) instanceof Map<?, ?> old && value instanceof Map<?, ?> more ? merged(old, more) : value));
        return all;
    }
}
