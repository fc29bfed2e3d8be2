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
import java.util.List;
import java.util.Map;

/** {@code state: touch}: an empty file where there is nothing, and times. */
final class TouchState {
    private final ModuleContext context;
    private final WantedTimes times;

    TouchState(ModuleContext context, WantedTimes times) {
        this.context = context;
        this.times = times;
    }

    ModuleResult ensure(Target target) throws IOException {
        Map<String, Object> values = Map.of("dest", target.label());
        boolean created = target.status().isEmpty();
        if (created && context.check()) {
            return ModuleResult.of(true, values);
        }
        if (created) {
            create(target);
        }
        Changes changes = new Changes(target.label(), target.state(), "touch");
        try {
            Path followed = target.followed(context.arguments().flag("follow")).path();
            boolean changed = created;
            changed |= WantedAttributes.of(context.arguments())
                    .apply(followed, followed.toString(), context.check(), changes);
            changed |= times.apply(target.path(), target.label(), context.check(), changes);
            return ModuleResult.of(changed, values).with(List.of(changes.diff()));
        } catch (ModuleFailure e) {
            if (created) {
                Files.deleteIfExists(target.path());
            }
            throw e;
        }
    }

    private static void create(Target target) {
        try {
            Files.createFile(target.path());
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return;
        } catch (IOException e) {
            throw new ModuleFailure(
                    "Error, could not touch target: " + Errno.text(e, target.label()), Map.of("path", target.label()));
        }
    }
}
