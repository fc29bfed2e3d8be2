// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentMistake;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ansible.builtin.file}: files, folders and links, and their attributes. */
public final class FileModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.file";
    }

    @Override
    public ArgumentSpec arguments() {
        List<ArgumentOption> options = new ArrayList<>(List.of(
                ArgumentOption.of("path", PATH).or("dest", "name").must(),
                ArgumentOption.of("state", STR).oneOf("absent", "directory", "file", "hard", "link", "touch"),
                ArgumentOption.of("src", PATH),
                ArgumentOption.of("recurse", BOOL).orElse(false),
                ArgumentOption.of("force", BOOL).orElse(false),
                ArgumentOption.of("follow", BOOL).orElse(true),
                ArgumentOption.of("modification_time", STR),
                ArgumentOption.of("modification_time_format", STR).orElse("%Y%m%d%H%M.%S"),
                ArgumentOption.of("access_time", STR),
                ArgumentOption.of("access_time_format", STR).orElse("%Y%m%d%H%M.%S")));
        options.addAll(FileAttributeOptions.all());
        return ArgumentSpec.of(options);
    }

    @Override
    public List<ArgumentMistake> review(Arguments arguments) {
        return FileAttributeOptions.review(arguments, false);
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        ModuleResult result;
        try {
            result = dispatch(context);
        } catch (ModuleFailure e) {
            result = e.result();
        } catch (IOException e) {
            String path = context.arguments().required("path");
            result = ModuleResult.failed(Errno.text(e, path), Map.of("path", path));
        }
        return PathInfo.added(context, context.diff() ? result : result.with(List.of()));
    }

    private static ModuleResult dispatch(ModuleContext context) throws IOException {
        Arguments arguments = context.arguments();
        Target target = target(context);
        String state = arguments.text("state").orElse(implied(arguments, target.status()));
        if (arguments.flag("recurse") && !state.equals("directory")) {
            throw new ModuleFailure("recurse option requires state to be 'directory'", Map.of("path", target.label()));
        }
        if (arguments.has("src") && !state.equals("link") && !state.equals("hard")) {
            throw new ModuleFailure("src option requires state to be 'link' or 'hard'", Map.of("path", target.label()));
        }
        WantedTimes times = WantedTimes.of(context, state.equals("touch"));
        return switch (state) {
            case "absent" -> new AbsentState(context).ensure(target);
            case "directory" -> new FolderState(context, times).ensure(target);
            case "link" -> new LinkState(context, times).ensure(target);
            case "hard" -> new HardLinkState(context, times).ensure(target);
            case "touch" -> new TouchState(context, times).ensure(target);
            default -> new PlainState(context, times).ensure(target);
        };
    }

    /** A path that is a folder takes the name of the source into it, but for states that mean the folder itself. */
    private static Target target(ModuleContext context) throws IOException {
        String path = context.arguments().required("path");
        Optional<String> src = context.arguments().text("src");
        String state = context.arguments().text("state").orElse("");
        boolean itself = state.equals("link") || state.equals("absent");
        if (!itself && src.isPresent() && Files.isDirectory(context.path(path))) {
            Path name = context.path(src.get()).getFileName();
            return Target.of(context, path.replaceFirst("/*$", "/") + name);
        }
        return Target.of(context, path);
    }

    private static String implied(Arguments arguments, Optional<FileStatus> now) {
        if (now.isPresent()) {
            return now.get().shownState();
        }
        return arguments.flag("recurse") ? "directory" : "file";
    }
}
