// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Copies a file or a folder of the project. */
final class ProjectCopy {
    private final ModuleContext context;
    private final Arguments arguments;
    private final Project project;

    ProjectCopy(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.project = context.project();
    }

    ModuleResult copy() throws IOException {
        String src = arguments.required("src");
        String path = src.length() > 1 && src.endsWith("/") ? src.substring(0, src.length() - 1) : src;
        Optional<byte[]> single = project.read(path);
        if (single.isPresent()) {
            return new ContentCopy(context).copy(source(path, single.get()));
        }
        if (!project.isFolder(path)) {
            throw new ModuleFailure("Could not find or access '" + src + "' in the project");
        }
        return folder(src, path);
    }

    private SourceContent source(String path, byte[] content) {
        return new SourceContent(
                content,
                Optional.of(path.substring(path.lastIndexOf('/') + 1)),
                Optional.of(project.label(path)),
                project.mode(path));
    }

    private ModuleResult folder(String src, String path) throws IOException {
        String dest = arguments.required("dest").replaceFirst("/*$", "/");
        // "src" means the folder itself, "src/" what is in it.
        int cut = src.endsWith("/") ? path.length() + 1 : path.lastIndexOf('/') + 1;
        boolean changed = !src.endsWith("/") && ensureFolder(dest + path.substring(cut));
        for (String below : project.foldersBelow(path)) {
            changed |= ensureFolder(dest + below.substring(cut));
        }
        ContentCopy each = new ContentCopy(context);
        for (String file : project.filesBelow(path)) {
            String place = dest + file.substring(cut);
            refuseBelowFile(context.path(place), place);
            if (!context.check()) {
                folders().create(context.path(place).toAbsolutePath().getParent());
            }
            ModuleResult one = each.copy(source(file, project.read(file).orElseThrow()), place);
            if (one.failed()) {
                return one;
            }
            changed |= one.changed();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", dest);
        values.put("src", project.label(src));
        return ModuleResult.of(changed, values);
    }

    private FolderChain folders() {
        return new FolderChain(WantedAttributes.of(arguments).withMode(arguments.raw("directory_mode")));
    }

    private boolean ensureFolder(String place) throws IOException {
        Path path = context.path(place);
        refuseBelowFile(path, place);
        if (!Files.exists(path)) {
            if (!context.check()) {
                folders().create(path.toAbsolutePath());
            }
            return true;
        }
        if (!Files.isDirectory(path)) {
            throw new ModuleFailure(place + " already exists as a file");
        }
        return WantedAttributes.of(arguments)
                .withMode(arguments.raw("directory_mode"))
                .apply(path.toRealPath(), place, context.check(), Changes.ignored());
    }

    private static void refuseBelowFile(Path path, String label) {
        for (Path parent = path.toAbsolutePath().getParent(); parent != null; parent = parent.getParent()) {
            if (Files.exists(parent)) {
                if (!Files.isDirectory(parent)) {
                    throw new ModuleFailure(
                            "Failed to get information on remote file (" + label + "): Not a directory");
                }
                return;
            }
        }
    }
}
