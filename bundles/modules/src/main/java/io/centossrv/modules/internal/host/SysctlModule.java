// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.Errno;
import io.centossrv.modules.internal.system.Program;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ansible.posix.sysctl}: settings of the kernel, in a file and, where asked for, in the kernel itself. */
public final class SysctlModule implements Module {
    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f");
    private static final Pattern REFUSED = Pattern.compile(
            "^sysctl: setting key \"[^\"]+\".*: (Invalid argument|Read-only file system)$", Pattern.MULTILINE);

    @Override
    public String name() {
        return "ansible.posix.sysctl";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of("name", STR).or("key").must(),
                        ArgumentOption.of("value", STR).or("val"),
                        ArgumentOption.of("state", STR).orElse("present").oneOf("present", "absent"),
                        ArgumentOption.of("reload", BOOL).orElse(true),
                        ArgumentOption.of("sysctl_set", BOOL).orElse(false),
                        ArgumentOption.of("ignoreerrors", BOOL).orElse(false),
                        ArgumentOption.of("sysctl_file", PATH).orElse("/etc/sysctl.conf")))
                .requiredIf("state", "present", "value");
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        String file = context.arguments().required("sysctl_file");
        try {
            return ensure(context, context.path(file));
        } catch (IOException e) {
            throw new ModuleFailure("Failed to open " + file + ": " + Errno.text(e, file));
        }
    }

    private static ModuleResult ensure(ModuleContext context, Path file) throws IOException {
        Arguments arguments = context.arguments();
        String name = arguments.required("name").strip();
        boolean present = arguments.required("state").equals("present");
        Optional<String> wanted = present ? arguments.text("value").map(SysctlModule::value) : Optional.empty();
        if (name.isEmpty()) {
            throw new ModuleFailure("name cannot be blank");
        }
        if (present && arguments.text("value").filter(String::isEmpty).isPresent()) {
            throw new ModuleFailure("value cannot be blank");
        }
        SysctlFile settings = new SysctlFile(WholeText.read(file).orElse(""));
        boolean writes = !settings.value(name).equals(wanted);
        boolean reloads = arguments.flag("reload");
        boolean sets = arguments.flag("sysctl_set");
        boolean differs = present && (sets || reloads) && !equal(running(context, name), wanted.orElse(""));
        if (!context.check()) {
            if (sets && differs) {
                set(context, name, wanted.orElse(""));
            }
            if (writes) {
                WholeText.write(file, settings.with(name, wanted));
            }
            if ((writes || differs) && reloads) {
                reload(context, file);
            }
        }
        return ModuleResult.of(writes || differs, Map.of());
    }

    private static String value(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? "1" : FALSE.contains(word) ? "0" : text.strip();
    }

    private static String running(ModuleContext context, String name) {
        ChildProcess.Ended ended = new Program(context).run(List.of("sysctl", "-e", "-n", "--", name));
        return ended.code() == 0 ? ended.out() : "";
    }

    private static boolean equal(String running, String wanted) {
        return List.of(running.strip().split("\\s+"))
                .equals(List.of(wanted.strip().split("\\s+")));
    }

    private static void set(ModuleContext context, String name, String value) {
        List<String> words = new ArrayList<>(List.of("sysctl"));
        if (context.arguments().flag("ignoreerrors")) {
            words.add("-e");
        }
        words.addAll(List.of("-w", name + "=" + value));
        judge(new Program(context).run(words), "setting " + name + " failed: ");
    }

    private static void reload(ModuleContext context, Path file) {
        List<String> words = new ArrayList<>(List.of("sysctl"));
        if (context.arguments().flag("ignoreerrors")) {
            words.add("-e");
        }
        words.addAll(List.of("-p", file.toString()));
        judge(new Program(context).run(words), "Failed to reload sysctl: ");
    }

    private static void judge(ChildProcess.Ended ended, String failure) {
        if (ended.code() != 0 || REFUSED.matcher(ended.err()).find()) {
            throw new ModuleFailure(failure + ended.out() + ended.err());
        }
    }
}
