// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.WordExpansion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.find}: which files there are below folders. Changes nothing. */
public final class FindModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.find";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("paths", LIST).of(STR).or("name", "path").must(),
                ArgumentOption.of("patterns", LIST).of(STR).or("pattern").orElse(List.of()),
                ArgumentOption.of("excludes", LIST).of(STR).or("exclude"),
                ArgumentOption.of("contains", STR),
                ArgumentOption.of("read_whole_file", BOOL).orElse(false),
                ArgumentOption.of("file_type", STR)
                        .oneOf("any", "directory", "file", "link")
                        .orElse("file"),
                ArgumentOption.of("age", STR),
                ArgumentOption.of("age_stamp", STR)
                        .oneOf("atime", "ctime", "mtime")
                        .orElse("mtime"),
                ArgumentOption.of("size", STR),
                ArgumentOption.of("recurse", BOOL).orElse(false),
                ArgumentOption.of("hidden", BOOL).orElse(false),
                ArgumentOption.of("follow", BOOL).orElse(false),
                ArgumentOption.of("get_checksum", BOOL).orElse(false),
                ArgumentOption.of("use_regex", BOOL).orElse(false),
                ArgumentOption.of("depth", INT)));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            return find(context);
        } catch (ModuleFailure e) {
            return e.result();
        } catch (JinjaException e) {
            return ModuleResult.failed("wrong regular expression: " + e.getMessage(), Map.of());
        }
    }

    private static ModuleResult find(ModuleContext context) {
        Arguments arguments = context.arguments();
        FindFilter filter = new FindFilter(arguments, context.clock().instant());
        FolderWalk walk = new FolderWalk(context, filter);
        Map<String, Object> skipped = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (String given : arguments.texts("paths")) {
            String label = WordExpansion.expand(given, context.environment());
            Path folder = context.path(label);
            try {
                if (!Files.isDirectory(folder)) {
                    throw new ModuleFailure("'" + label + "' is not a directory");
                }
                walk.walk(folder);
            } catch (ModuleFailure | IOException e) {
                String reason = e instanceof IOException io ? Errno.text(io, label) : String.valueOf(e.getMessage());
                skipped.put(label, reason);
                warnings.add("Skipped '" + label + "' path due to this access issue: " + reason);
            }
        }
        skipped.putAll(walk.skipped());
        walk.skipped()
                .forEach((path, reason) ->
                        warnings.add("Skipped entry '" + path + "' due to this access issue: " + reason));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("files", walk.found());
        values.put("matched", (long) walk.found().size());
        values.put("examined", walk.examined());
        values.put("skipped_paths", skipped);
        return ModuleResult.of(false, values)
                .saying(
                        warnings.isEmpty()
                                ? "All paths examined"
                                : "Not all paths examined, check warnings for details")
                .warning(warnings);
    }
}
