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

/** {@code state: hard}: another name of a file. */
final class HardLinkState {
    private final ModuleContext context;
    private final WantedTimes times;

    HardLinkState(ModuleContext context, WantedTimes times) {
        this.context = context;
        this.times = times;
    }

    ModuleResult ensure(Target target) throws IOException {
        Arguments arguments = context.arguments();
        Optional<String> src = arguments.text("src");
        String now = target.state().orElse("absent");
        if (!now.equals("hard") && src.isEmpty()) {
            throw new ModuleFailure("src is required for creating new hardlinks");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", target.label());
        values.put("src", src.orElse(null));
        Optional<FileStatus> source =
                src.isPresent() ? FileStatus.following(context.path(src.get())) : Optional.empty();
        if (src.isPresent() && source.isEmpty()) {
            throw new ModuleFailure("src does not exist", values);
        }
        Optional<FileStatus> found = FileStatus.following(target.path());
        boolean same = source.isPresent()
                && found.isPresent()
                && !now.equals("link")
                && found.get().identity().equals(source.get().identity());
        boolean changed = src.isPresent() && !same;
        if (changed && !arguments.flag("force") && !now.equals("absent") && !now.equals("link")) {
            throw new ModuleFailure(
                    now.equals("hard")
                            ? "Cannot link, different hard link exists at destination"
                            : "Cannot link, file exists at destination",
                    values);
        }
        Changes changes = new Changes(target.label(), target.state(), "hard");
        if (changed && !context.check()) {
            link(target, context.path(src.get()), values);
        }
        if (!changed || !context.check()) {
            changed |= WantedAttributes.of(arguments).apply(target.path(), target.label(), context.check(), changes);
            changed |= times.apply(target.path(), target.label(), context.check(), changes);
        }
        return ModuleResult.of(changed, values).with(List.of(changes.diff()));
    }

    private void link(Target target, Path src, Map<String, Object> values) {
        try {
            Path source = context.arguments().flag("follow") ? src.toRealPath() : src;
            if (target.status().isEmpty()) {
                Files.createLink(target.path(), source);
            } else {
                Replacement.of(target.path(), temporary -> Files.createLink(temporary, source));
            }
        } catch (IOException e) {
            throw new ModuleFailure("Error while linking: " + Errno.text(e, target.label()), values);
        }
    }
}
