// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code state: link}: a symbolic link. */
final class LinkState {
    private final ModuleContext context;
    private final WantedTimes times;

    LinkState(ModuleContext context, WantedTimes times) {
        this.context = context;
        this.times = times;
    }

    ModuleResult ensure(Target target) throws IOException {
        Arguments arguments = context.arguments();
        boolean force = arguments.flag("force");
        Optional<String> src = arguments.text("src");
        Optional<String> old = target.status().filter(FileStatus::isLink).isPresent()
                ? Optional.of(Files.readSymbolicLink(target.path()).toString())
                : Optional.empty();
        if (src.isEmpty() && arguments.flag("follow") && Files.exists(target.path())) {
            src = old;
        }
        refuse(target, src, force);
        Changes changes = new Changes(target.label(), target.state(), "link");
        boolean changed = old.isEmpty();
        if (changed && src.isEmpty()) {
            throw new ModuleFailure("src is required for creating new symlinks");
        }
        if (old.isPresent() && src.isPresent() && !old.get().equals(src.get())) {
            changes.add("src", old.get(), src.get());
            changed = true;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", target.label());
        values.put("src", src.orElse(null));
        if (changed && !context.check()) {
            link(target, src.orElseThrow());
        }
        if (!changed || !context.check()) {
            changed |= attributes(target, changes);
        }
        return ModuleResult.of(changed, values).with(List.of(changes.diff()));
    }

    private static void refuse(Target target, Optional<String> src, boolean force) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", target.label());
        if (src.isPresent() && !force) {
            boolean isFolder = target.status().filter(FileStatus::isFolder).isPresent();
            Path parent = target.path().getParent();
            Path base = isFolder || parent == null ? target.path() : parent;
            if (!Files.exists(base.resolve(src.get()))) {
                values.put("src", src.get());
                throw new ModuleFailure(
                        "src file does not exist, use \"force=yes\" if you really want to create the link: "
                                + base.resolve(src.get()),
                        values);
            }
        }
        Optional<FileStatus> status = target.status().filter(found -> !found.isLink());
        if (status.isPresent() && !force) {
            throw new ModuleFailure(
                    "refusing to convert from " + target.state().orElse("") + " to symlink for " + target.label(),
                    values);
        }
        if (status.isPresent() && status.get().isFolder()) {
            try (Stream<Path> entries = Files.list(target.path())) {
                if (entries.findAny().isPresent()) {
                    throw new ModuleFailure(
                            "the directory " + target.label() + " is not empty, refusing to convert it", values);
                }
            }
        }
    }

    private static void link(Target target, String src) {
        boolean exists = target.status().isPresent();
        try {
            Path to = target.path().getFileSystem().getPath(src);
            if (!exists) {
                Files.createSymbolicLink(target.path(), to);
                return;
            }
            if (target.status().get().isFolder()) {
                // rename(2) puts no link in a folder's place.
                Files.delete(target.path());
            }
            Replacement.of(target.path(), temporary -> Files.createSymbolicLink(temporary, to));
        } catch (IOException e) {
            throw new ModuleFailure(
                    (exists ? "Error while replacing: " : "Error while linking: ") + Errno.text(e, target.label()),
                    Map.of("path", target.label()));
        }
    }

    private boolean attributes(Target target, Changes changes) throws IOException {
        boolean follow = context.arguments().flag("follow");
        Path path = target.path();
        if (follow) {
            if (!Files.exists(path)) {
                // A link that leads nowhere has nothing whose owner or mode could be set.
                return false;
            }
            path = path.toRealPath();
        }
        boolean changed =
                WantedAttributes.of(context.arguments()).apply(path, path.toString(), context.check(), changes);
        if (Files.exists(path)) {
            changed |= times.apply(path, path.toString(), context.check(), changes);
        }
        return changed;
    }
}
