// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has an edit done and tells of it, as {@code lineinfile} and {@code blockinfile} do. */
final class EditResult {
    static final String ATTRIBUTES = "ownership, perms or SE linux context changed";

    private EditResult() {}

    /**
     * Returns what came of an edit.
     *
     * @param message what changes; empty where nothing does
     * @param before the content, as {@link ByteText}
     */
    static ModuleResult of(ModuleContext context, EditedFile file, String before, String after, String message)
            throws IOException {
        if (message.isEmpty()) {
            file.keep();
        } else {
            file.write(ByteText.bytes(after));
        }
        List<Diff> diffs = new ArrayList<>();
        diffs.add(file.contentDiff(ByteText.shown(before), ByteText.shown(after)));
        if (file.exists() || !context.check()) {
            diffs.add(file.attributesDiff());
        }
        return ModuleResult.of(!message.isEmpty() || file.attributesChange(), Map.of())
                .saying(said(message, file.attributesChange()))
                .with(diffs);
    }

    static String said(String message, boolean attributesChange) {
        if (!attributesChange) {
            return message;
        }
        return message.isEmpty() ? ATTRIBUTES : message + " and " + ATTRIBUTES;
    }

    static ModuleResult with(ModuleResult result, Map<String, Object> values) {
        return ModuleResult.of(result.changed(), values)
                .saying(result.message().orElse(""))
                .with(result.diffs());
    }
}
