// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code state: file}: a file that is there gets its attributes; one that isn't is not made. */
final class PlainState {
    private final ModuleContext context;
    private final WantedTimes times;

    PlainState(ModuleContext context, WantedTimes times) {
        this.context = context;
        this.times = times;
    }

    ModuleResult ensure(Target given) throws IOException {
        Target target = given.followed(context.arguments().flag("follow"));
        boolean usable = target.status().isPresent()
                && !target.status().get().isFolder()
                && !target.status().get().isLink();
        if (!usable) {
            String state = target.state().orElse("absent");
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("path", target.label());
            values.put("state", state);
            throw new ModuleFailure("file (" + target.label() + ") is " + state + ", cannot continue", values);
        }
        Changes changes = new Changes(target.label(), target.state(), "file");
        boolean changed =
                WantedAttributes.of(context.arguments()).apply(target.path(), target.label(), context.check(), changes);
        changed |= times.apply(target.path(), target.label(), context.check(), changes);
        return ModuleResult.of(changed, Map.of("path", target.label())).with(List.of(changes.diff()));
    }
}
