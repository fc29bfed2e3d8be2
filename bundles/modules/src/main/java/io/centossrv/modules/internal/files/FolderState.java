// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** {@code state: directory}: a folder with its parents; each one that is made gets the attributes. */
final class FolderState {
    private final ModuleContext context;
    private final WantedAttributes wanted;
    private final WantedTimes times;

    FolderState(ModuleContext context, WantedTimes times) {
        this.context = context;
        this.wanted = WantedAttributes.of(context.arguments());
        this.times = times;
    }

    ModuleResult ensure(Target given) throws IOException {
        Target target = given.followed(context.arguments().flag("follow"));
        Map<String, Object> values = Map.of("path", target.label());
        Changes changes = new Changes(target.label(), target.state(), "directory");
        if (target.status().isEmpty()) {
            if (!context.check()) {
                create(target, changes);
            }
            return ModuleResult.of(true, values).with(List.of(changes.diff()));
        }
        if (!target.status().get().isFolder()) {
            throw new ModuleFailure(
                    target.label() + " already exists as a " + target.state().orElse("file"), values);
        }
        boolean changed = wanted.apply(target.path(), target.label(), context.check(), changes);
        changed |= times.apply(target.path(), target.label(), context.check(), changes);
        if (context.arguments().flag("recurse")) {
            changed |= new AttributesBelow(context, wanted, times).apply(target.path());
        }
        return ModuleResult.of(changed, values).with(List.of(changes.diff()));
    }

    private void create(Target target, Changes changes) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path folder = target.path();
        while (folder != null && !Files.exists(folder)) {
            missing.push(folder);
            folder = folder.getParent();
        }
        for (Path one : missing) {
            try {
                Files.createDirectory(one);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(one)) {
                    throw failure(e, one, target);
                }
            } catch (IOException e) {
                throw failure(e, one, target);
            }
            wanted.apply(one, one.toString(), false, changes);
            times.apply(one, one.toString(), false, changes);
        }
    }

    private static ModuleFailure failure(IOException e, Path at, Target target) {
        return new ModuleFailure(
                "There was an issue creating " + at + " as requested: " + Errno.text(e, at.toString()),
                Map.of("path", target.label()));
    }
}
