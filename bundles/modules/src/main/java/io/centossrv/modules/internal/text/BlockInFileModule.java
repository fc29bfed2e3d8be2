// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.FileAttributeOptions;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.blockinfile}: a block of lines between two markers. */
public final class BlockInFileModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.blockinfile";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("path", PATH).or("dest", "destfile", "name").must(),
                ArgumentOption.of("state", STR).oneOf("absent", "present").orElse("present"),
                ArgumentOption.of("marker", STR).orElse("# {mark} ANSIBLE MANAGED BLOCK"),
                ArgumentOption.of("block", STR).or("content").orElse(""),
                ArgumentOption.of("insertafter", STR),
                ArgumentOption.of("insertbefore", STR),
                ArgumentOption.of("create", BOOL).orElse(false),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("validate", STR),
                ArgumentOption.of("marker_begin", STR).orElse("BEGIN"),
                ArgumentOption.of("marker_end", STR).orElse("END")));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options).mutuallyExclusive("insertbefore", "insertafter");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        return Guarded.run(context, context.arguments().required("path"), () -> edit(context));
    }

    private static ModuleResult edit(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        EditedFile file = EditedFile.of(context);
        if (!file.exists() && !arguments.flag("create")) {
            throw new ModuleFailure("Path " + file.label() + " does not exist !", Map.of("rc", 257L));
        }
        boolean present = arguments.required("state").equals("present");
        if (!file.exists() && !present) {
            return ModuleResult.of(false, Map.of()).saying("File " + file.label() + " not present");
        }
        String before = ByteText.of(file.content());
        BlockPlacement placement = new BlockPlacement(arguments);
        String after = placement.place(before);
        String message;
        if (!file.exists()) {
            message = "File created";
        } else if (after.equals(before)) {
            message = "";
        } else {
            message = placement.isEmpty() ? "Block removed" : "Block inserted";
        }
        ModuleResult result = EditResult.of(context, file, before, after, message);
        Map<String, Object> values = new LinkedHashMap<>();
        file.backup().ifPresent(copy -> values.put("backup_file", copy));
        return EditResult.with(result, values);
    }
}
