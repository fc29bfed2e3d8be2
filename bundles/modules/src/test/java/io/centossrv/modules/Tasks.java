// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs a module with arguments, as a task would. */
public final class Tasks {
    private final Path folder;

    private final Map<String, String> environment;
    private final Project project;

    public Tasks(Path folder) {
        this(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", folder.toString()), Project.of(Map.of()));
    }

    public Tasks(Path folder, Map<String, String> environment, Project project) {
        this.folder = folder;
        this.environment = environment;
        this.project = project;
    }

    public ModuleResult apply(String module, Map<String, Object> arguments) {
        return run(module, arguments, false, Duration.ofMinutes(1));
    }

    public ModuleResult check(String module, Map<String, Object> arguments) {
        return run(module, arguments, true, Duration.ofMinutes(1));
    }

    public ModuleResult run(String name, Map<String, Object> arguments, boolean check, Duration time) {
        Module module = BuiltInModules.catalog().find(name).orElseThrow();
        ArgumentSpec.Checked checked = module.arguments().check(name, arguments, UnaryOperator.identity());
        if (!checked.mistakes().isEmpty()) {
            throw new AssertionError("wrong arguments: " + checked.mistakes());
        }
        return module.run(new ModuleContext(
                checked.arguments(), check, true, project, folder, environment, Deadline.in(time), Clock.systemUTC()));
    }
}
