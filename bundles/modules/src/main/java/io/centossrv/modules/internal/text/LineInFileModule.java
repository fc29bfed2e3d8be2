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
import java.util.Optional;

/** {@code ansible.builtin.lineinfile}: a line that is in a file, or isn't. */
public final class LineInFileModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.lineinfile";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("path", PATH).or("dest", "destfile", "name").must(),
                ArgumentOption.of("state", STR).oneOf("absent", "present").orElse("present"),
                ArgumentOption.of("regexp", STR).or("regex"),
                ArgumentOption.of("search_string", STR),
                ArgumentOption.of("line", STR).or("value"),
                ArgumentOption.of("insertafter", STR),
                ArgumentOption.of("insertbefore", STR),
                ArgumentOption.of("backrefs", BOOL).orElse(false),
                ArgumentOption.of("create", BOOL).orElse(false),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("firstmatch", BOOL).orElse(false),
                ArgumentOption.of("validate", STR)));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options)
                .mutuallyExclusive("insertbefore", "insertafter")
                .mutuallyExclusive("regexp", "search_string")
                .mutuallyExclusive("backrefs", "search_string");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        List<ArgumentMistake> mistakes = new ArrayList<>(FileAttributeOptions.review(arguments, false));
        missing(arguments)
                .ifPresent(
                        message -> mistakes.add(new ArgumentMistake("missing-required", Optional.of("line"), message)));
        return mistakes;
    }

    private static Optional<String> missing(Arguments arguments) {
        if (arguments.text("state").filter("absent"::equals).isPresent()) {
            boolean named = arguments.has("regexp") || arguments.has("search_string") || arguments.has("line");
            return named
                    ? Optional.empty()
                    : Optional.of("one of line, search_string, or regexp is required with state=absent");
        }
        if (arguments.flag("backrefs") && !arguments.has("regexp")) {
            return Optional.of("regexp is required with backrefs=true");
        }
        return arguments.has("line") ? Optional.empty() : Optional.of("line is required with state=present");
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        Arguments arguments = context.arguments();
        ModuleResult result = Guarded.run(context, arguments.required("path"), () -> edit(context));
        boolean empty = arguments.text("regexp").filter(String::isEmpty).isPresent()
                || arguments.text("search_string").filter(String::isEmpty).isPresent();
        return empty
                ? result.warning(List.of("An empty regexp or search_string is in every line of the file: the last one"
                        + " is what changes. Where that is meant, write '^'."))
                : result;
    }

    private static ModuleResult edit(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        EditedFile file = EditedFile.of(context);
        missing(arguments).ifPresent(message -> {
            throw new ModuleFailure(message);
        });
        boolean absent = arguments.required("state").equals("absent");
        if (!file.exists()) {
            if (absent) {
                return ModuleResult.of(false, Map.of()).saying("file not present");
            }
            if (!arguments.flag("create")) {
                throw new ModuleFailure("Destination " + file.label() + " does not exist !", Map.of("rc", 257L));
            }
        }
        String before = ByteText.of(file.content());
        List<String> lines = ByteText.lines(before);
        Map<String, Object> values = new LinkedHashMap<>();
        String message;
        if (absent) {
            int found = new LineRemoval(arguments).remove(lines);
            values.put("found", (long) found);
            message = found == 0 ? "" : found + " line(s) removed";
        } else {
            message = new LinePlacement(arguments).place(lines);
        }
        ModuleResult result = EditResult.of(context, file, before, String.join("", lines), message);
        values.put("backup", file.backup().orElse(""));
        return EditResult.with(result, values);
    }
}
