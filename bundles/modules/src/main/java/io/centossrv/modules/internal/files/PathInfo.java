// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Adds what is at a result's path or dest after the deed: owner, mode, state, size. */
public final class PathInfo {
    private PathInfo() {}

    public static ModuleResult added(ModuleContext context, ModuleResult result) {
        Object named = result.values().containsKey("path")
                ? result.values().get("path")
                : result.values().get("dest");
        if (!(named instanceof String text)) {
            return result;
        }
        Map<String, Object> values = new LinkedHashMap<>(result.values());
        values.putAll(of(context.path(text)));
        return new ModuleResult(
                result.changed(),
                result.failed(),
                result.skipped(),
                result.unpredictable(),
                result.message(),
                values,
                result.diffs(),
                result.warnings());
    }

    public static Map<String, Object> of(Path path) {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            Optional<FileStatus> status =
                    FileStatus.following(path).isPresent() ? FileStatus.of(path) : Optional.empty();
            status.ifPresent(found -> {
                values.put("uid", (long) found.uid());
                values.put("gid", (long) found.gid());
                values.put("owner", found.owner());
                values.put("group", found.group());
                values.put("mode", FileStatus.octal(found.mode()));
                values.put("state", found.shownState());
                values.put("size", found.size());
            });
        } catch (IOException unreadable) {
            // The deed itself is done and told; what can't be seen afterwards is left out, as with Ansible.
            values.clear();
        }
        return values;
    }
}
