// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.FileAttributeOptions;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.SurrogateText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code community.general.ini_file}: options in sections of a file. */
public final class IniFileModule implements Module {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public String name() {
        return "community.general.ini_file";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("path", PATH).or("dest").must(),
                ArgumentOption.of("section", STR),
                ArgumentOption.of("option", STR),
                ArgumentOption.of("value", STR),
                ArgumentOption.of("values", LIST).of(STR),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("state", STR).oneOf("absent", "present").orElse("present"),
                ArgumentOption.of("exclusive", BOOL).orElse(true),
                ArgumentOption.of("no_extra_spaces", BOOL).orElse(false),
                ArgumentOption.of("allow_no_value", BOOL).orElse(false),
                ArgumentOption.of("create", BOOL).orElse(true)));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options).mutuallyExclusive("value", "values");
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        ModuleResult result = Guarded.run(context, context.arguments().required("path"), () -> edit(context));
        return PathInfo.added(context, result);
    }

    private static ModuleResult edit(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        boolean valued = arguments.has("value") || !arguments.texts("values").isEmpty();
        if (arguments.required("state").equals("present") && !arguments.flag("allow_no_value") && !valued) {
            throw new ModuleFailure("Parameter 'value(s)' must be defined if state=present and allow_no_value=False.");
        }
        EditedFile file = EditedFile.of(context);
        if (!file.exists() && !arguments.flag("create")) {
            throw new ModuleFailure("Destination " + file.label() + " does not exist!", Map.of("rc", 257L));
        }
        String before = text(file.content());
        IniText ini = new IniText(before);
        new IniEdit(arguments, ini).run();
        if (ini.changed()) {
            file.write(SurrogateText.encode(ini.text()));
        } else {
            file.keep();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", file.label());
        file.backup().ifPresent(copy -> values.put("backup_file", copy));
        return ModuleResult.of(ini.changed() || file.attributesChange(), values)
                .saying(ini.message())
                .with(List.of(file.contentDiff(before, ini.text())));
    }

    /** As Ansible reads it: without a byte order mark, and with newlines of one kind. */
    private static String text(byte[] content) {
        String text = SurrogateText.decode(content).replace("\r\n", "\n").replace('\r', '\n');
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
