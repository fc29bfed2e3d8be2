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
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.replace}: all matches of an expression in a file, or in a part of it. */
public final class ReplaceModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.replace";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("path", PATH).or("dest", "destfile", "name").must(),
                ArgumentOption.of("regexp", STR).must(),
                ArgumentOption.of("replace", STR).orElse(""),
                ArgumentOption.of("after", STR),
                ArgumentOption.of("before", STR),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("validate", STR),
                ArgumentOption.of("encoding", STR).orElse("utf-8")));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options);
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
        if (!file.exists()) {
            throw new ModuleFailure("Path " + file.label() + " does not exist !", Map.of("rc", 257L));
        }
        TextEncoding encoding = TextEncoding.of(arguments.required("encoding"));
        String before = encoding.decode(file.content());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rc", 0L);
        Optional<Section> section = Section.of(arguments, before);
        if (section.isEmpty()) {
            return ModuleResult.of(false, values)
                    .saying("Pattern for before/after params did not match the given file: "
                            + Section.pattern(arguments));
        }
        Substitution substitution = new Substitution(arguments.required("regexp"), arguments.required("replace"));
        String after = section.get().with(before, substitution.of(section.get().in(before)));
        List<Diff> diffs = new ArrayList<>();
        String message = "";
        if (after.equals(before)) {
            file.keep();
        } else {
            message = substitution.count() + " replacements made";
            diffs.add(new Diff(
                    Optional.of(file.label()),
                    Optional.of(file.label()),
                    Optional.of(before),
                    Optional.of(after),
                    Map.of()));
            file.write(encoding.encode(after));
            file.backup().ifPresent(copy -> values.put("backup_file", copy));
        }
        return ModuleResult.of(!message.isEmpty() || file.attributesChange(), values)
                .saying(EditResult.said(message, file.attributesChange()))
                .with(diffs);
    }
}
