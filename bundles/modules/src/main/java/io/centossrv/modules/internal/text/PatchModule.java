// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.ProjectReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.posix.patch}: a patch that is applied to files, or taken back, by patch(1). */
public final class PatchModule implements Module {
    private static final long LARGEST = 64L * 1024 * 1024;

    @Override
    public String name() {
        return "ansible.posix.patch";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of("src", PATH).or("patchfile").must(),
                        ArgumentOption.of("dest", PATH).or("originalfile"),
                        ArgumentOption.of("basedir", PATH),
                        ArgumentOption.of("strip", INT).orElse(0L),
                        ArgumentOption.of("remote_src", BOOL).orElse(false),
                        ArgumentOption.of("backup", BOOL).orElse(false),
                        ArgumentOption.of("binary", BOOL).orElse(false),
                        ArgumentOption.of("ignore_whitespace", BOOL).orElse(false),
                        ArgumentOption.of("state", STR)
                                .oneOf("absent", "present")
                                .orElse("present")))
                .requiredOneOf("dest", "basedir");
    }

    @Override
    public List<ProjectReference> references(Arguments arguments) {
        return arguments.flag("remote_src") ? List.of() : List.of(new ProjectReference("src", "files", false));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        return Guarded.run(context, context.arguments().required("src"), () -> patch(context));
    }

    private static ModuleResult patch(ModuleContext context) throws IOException {
        byte[] patch = content(context);
        boolean reverse = context.arguments().required("state").equals("absent");
        if (run(context, patch, true, !reverse).code() == 0) {
            return ModuleResult.of(false, Map.of());
        }
        // Tried first, so that a patch of which a part does not fit leaves nothing behind.
        ChildProcess.Ended tried = run(context, patch, true, reverse);
        if (tried.code() == 0 && !context.check()) {
            tried = run(context, patch, false, reverse);
        }
        if (tried.code() != 0) {
            throw new ModuleFailure(tried.err().isEmpty() ? tried.out() : tried.err());
        }
        return ModuleResult.of(true, Map.of());
    }

    private static byte[] content(ModuleContext context) throws IOException {
        String src = context.arguments().required("src");
        if (!context.arguments().flag("remote_src")) {
            return context.project()
                    .read(src)
                    .orElseThrow(() -> new ModuleFailure("Could not find or access '" + src + "'"));
        }
        Path file = context.path(src);
        if (!Files.isReadable(file)) {
            throw new ModuleFailure("src " + src + " doesn't exist or not readable");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new ModuleFailure("src " + src + " is no regular file, or larger than 64 MiB");
        }
        return Files.readAllBytes(file);
    }

    private static ChildProcess.Ended run(ModuleContext context, byte[] patch, boolean dry, boolean reverse) {
        Arguments arguments = context.arguments();
        Optional<Path> dest = arguments.text("dest").map(context::path).map(Path::toAbsolutePath);
        if (dest.isPresent() && !Files.isWritable(dest.get())) {
            throw new ModuleFailure("dest " + arguments.required("dest") + " doesn't exist or not writable");
        }
        Path folder = arguments
                .text("basedir")
                .map(context::path)
                .or(() -> dest.map(Path::getParent))
                .orElseThrow();
        if (!Files.exists(folder)) {
            throw new ModuleFailure("basedir " + arguments.required("basedir") + " doesn't exist");
        }
        List<String> words = new ArrayList<>(List.of("patch", "--quiet", "--forward", "--batch", "--reject-file=-"));
        words.add("--strip=" + arguments.number("strip").orElse(0L));
        words.add("--directory=" + folder);
        flag(words, dry, "--dry-run");
        flag(words, reverse, "--reverse");
        flag(words, arguments.flag("binary"), "--binary");
        flag(words, arguments.flag("ignore_whitespace"), "--ignore-whitespace");
        flag(words, arguments.flag("backup"), "--backup");
        flag(words, arguments.flag("backup"), "--version-control=numbered");
        words.add("--");
        dest.ifPresent(file -> words.add(file.toString()));
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("LC_ALL", "C");
        try {
            return new ChildProcess(words, folder, environment, patch).run(context.deadline());
        } catch (ProgramNotRun e) {
            throw new ModuleFailure("patch command not found: install the package patch (" + e.getMessage() + ")");
        }
    }

    private static void flag(List<String> words, boolean given, String word) {
        if (given) {
            words.add(word);
        }
    }
}
