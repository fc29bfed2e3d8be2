// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.module.ProjectReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the project's files that tasks name, where Ansible looks for them, and collects them with their hashes. */
public final class ProjectFiles {
    private final Project project;
    private final String folder;
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final Map<String, String> modes = new LinkedHashMap<>();
    private final Set<String> folders = new LinkedHashSet<>();

    /** Creates a collection for a playbook at this path. */
    public ProjectFiles(Project project, String playbook) {
        this.project = project;
        this.folder = playbook.contains("/") ? playbook.substring(0, playbook.lastIndexOf('/')) : "";
    }

    /** Returns path to hash of what was found. */
    public Map<String, String> hashes() {
        return hashes;
    }

    /** Returns path to octal mode of what was found and needs it. */
    public Map<String, String> modes() {
        return modes;
    }

    /** Returns the folders that were found. */
    public List<String> folders() {
        return List.copyOf(folders);
    }

    void resolve(
            Module module,
            Arguments checked,
            Map<String, Object> arguments,
            Map<String, Position> places,
            Position task,
            Consumer<Mistake> mistakes) {
        for (ProjectReference reference : module.references(checked)) {
            Optional<String> given = checked.text(reference.option());
            Optional<String> wanted = given.map(reference::name);
            if (wanted.isEmpty()) {
                continue;
            }
            String key = spelling(module, reference.option(), arguments);
            Position at = places.getOrDefault(key, task);
            Optional<String> found = find(wanted.get(), reference.folder());
            if (found.isEmpty()) {
                mistakes.accept(new Mistake("src-not-found", at, missing(wanted.get(), reference.folder())));
                continue;
            }
            if (collect(found.get(), reference.withMode(), at, mistakes)) {
                String name = found.get() + (wanted.get().endsWith("/") ? "/" : "");
                arguments.put(key, reference.renamed(given.get(), name));
            }
        }
    }

    private static String spelling(Module module, String option, Map<String, Object> arguments) {
        return module.arguments().option(option).map(ArgumentOption::aliases).orElse(List.of()).stream()
                .filter(arguments::containsKey)
                .findFirst()
                .filter(alias -> !arguments.containsKey(option))
                .orElse(option);
    }

    private Optional<String> find(String wanted, String beside) {
        List<String> candidates = new ArrayList<>();
        if (wanted.startsWith("/")) {
            candidates.add(stripped(wanted));
        } else {
            if (!wanted.startsWith(beside + "/")) {
                within(beside + "/" + wanted).ifPresent(candidates::add);
            }
            within(wanted).ifPresent(candidates::add);
        }
        return candidates.stream()
                .filter(path -> project.read(path).isPresent() || project.isFolder(path))
                .findFirst();
    }

    private Optional<String> within(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : (folder.isEmpty() ? path : folder + "/" + path).split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    private static String stripped(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String missing(String wanted, String beside) {
        return wanted.startsWith("/")
                ? "'" + wanted + "' is not in the project; for a file of the node say remote_src: true"
                : "'" + wanted + "' is not in the project, neither below " + beside + "/ nor beside the playbook";
    }

    private boolean collect(String path, boolean withMode, Position at, Consumer<Mistake> mistakes) {
        Optional<byte[]> single = project.read(path);
        if (single.isPresent()) {
            return add(path, single.get(), withMode, at, mistakes);
        }
        folders.add(path);
        folders.addAll(project.foldersBelow(path));
        boolean all = true;
        for (String file : project.filesBelow(path)) {
            all &= add(file, project.read(file).orElseThrow(), withMode, at, mistakes);
        }
        return all;
    }

    private boolean add(String path, byte[] content, boolean withMode, Position at, Consumer<Mistake> mistakes) {
        hashes.put(path, sha256(content));
        if (withMode) {
            Optional<Integer> mode = project.mode(path);
            if (mode.isEmpty()) {
                mistakes.accept(new Mistake(
                        "unsupported",
                        at,
                        "the mode of '" + path + "' did not come with the project: "
                                + "give a mode instead of 'preserve'"));
                return false;
            }
            modes.put(path, String.format(java.util.Locale.ROOT, "%04o", mode.get()));
        }
        return true;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
