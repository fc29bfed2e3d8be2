// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.files.Backup;
import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.Checksum;
import io.centossrv.modules.internal.files.ContentDiff;
import io.centossrv.modules.internal.files.FileAttributeOptions;
import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.Validation;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProjectReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.assemble}: one file of the files of a folder. */
public final class AssembleModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.assemble";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("src", PATH).must(),
                ArgumentOption.of("delimiter", STR),
                ArgumentOption.of("dest", PATH).must(),
                ArgumentOption.of("backup", BOOL).orElse(false),
                ArgumentOption.of("remote_src", BOOL).orElse(true),
                ArgumentOption.of("regexp", STR),
                ArgumentOption.of("ignore_hidden", BOOL).orElse(false),
                ArgumentOption.of("decrypt", BOOL).orElse(true),
                ArgumentOption.of("validate", STR)));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options);
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return arguments.flag("remote_src") ? List.of() : List.of(new ProjectReference("src", "files", false));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        if (context.check()) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, true)
                    .saying("check mode is not supported for this task.");
        }
        String dest = context.arguments().required("dest");
        return PathInfo.added(context, Guarded.run(context, dest, () -> assemble(context, dest)));
    }

    private static ModuleResult assemble(ModuleContext context, String dest) throws IOException {
        Arguments arguments = context.arguments();
        boolean remote = arguments.flag("remote_src");
        byte[] content = new Fragments(context).joined();
        Path path = context.path(dest);
        if (Files.isDirectory(path)) {
            throw new ModuleFailure("attempted to take checksum of directory: " + dest);
        }
        String checksum = Checksum.sha1(content);
        Map<String, Object> values = new LinkedHashMap<>();
        if (remote) {
            values.put("src", arguments.required("src"));
        }
        values.put("dest", dest);
        values.put("checksum", checksum);
        values.put("md5sum", Checksum.md5(content));
        WantedAttributes wanted = WantedAttributes.of(arguments);
        boolean same = Checksum.sha1(path).filter(checksum::equals).isPresent();
        List<Diff> diffs = remote || same || !context.diff()
                ? List.of()
                : List.of(ContentDiff.of(dest, path, arguments.required("src"), content));
        boolean changed = !same;
        if (same) {
            changed = wanted.apply(path, dest, false, Changes.ignored());
        } else {
            write(context, path, content, values);
        }
        ModuleResult result = ModuleResult.of(changed, values).with(diffs);
        return remote ? result.saying("OK") : result;
    }

    private static void write(ModuleContext context, Path path, byte[] content, Map<String, Object> values)
            throws IOException {
        if (context.arguments().flag("backup")) {
            Backup.of(path, context.clock()).ifPresent(copy -> values.put("backup_file", copy));
        }
        Validation validation = new Validation(context);
        new FileWriting(WantedAttributes.of(context.arguments()), file -> {
                    Optional<ChildProcess.Ended> ended = validation.run(file);
                    ended.filter(end -> end.code() != 0).ifPresent(end -> {
                        throw new ModuleFailure("failed to validate: rc:" + end.code() + " error:" + end.err());
                    });
                    ended.ifPresent(end -> values.put(
                            "validation", Map.of("rc", (long) end.code(), "stdout", end.out(), "stderr", end.err())));
                })
                .write(path, new ByteArrayInputStream(content));
    }
}
