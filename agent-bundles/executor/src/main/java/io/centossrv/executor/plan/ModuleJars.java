// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the modules of this node are those that a plan was made for. A jar is read anew for each plan. */
public final class ModuleJars {
    private final ModuleCatalog modules;

    public ModuleJars(ModuleCatalog modules) {
        this.modules = modules;
    }

    /** Refuses a plan that does not name the jar of each module. One that names none is of a control plane that can't. */
    public void check(Plan plan) throws PlanRefused {
        if (plan.jars().isEmpty()) {
            return;
        }
        // All of them: what a role includes is known when it runs.
        Set<Path> jars = modules.names().stream()
                .flatMap(name -> modules.find(name).stream())
                .map(ModuleJars::jar)
                .collect(Collectors.toSet());
        for (Path jar : jars) {
            check(jar, plan.jars());
        }
    }

    private static void check(Path jar, Set<String> named) throws PlanRefused {
        String hash;
        try {
            hash = Files.isRegularFile(jar) ? FileHash.of(jar) : "none, it is no file";
        } catch (IOException e) {
            throw PlanRefused.forNow("module-unreadable", "the jar " + jar + " can't be read");
        }
        if (!named.contains(hash)) {
            throw PlanRefused.forGood(
                    "module-changed",
                    "the jar " + jar.getFileName() + " is none that the control plane knows (sha256 " + hash
                            + "): it was changed, or the agent is of another release; install the agent's package again");
        }
    }

    private static Path jar(Module module) {
        Optional<CodeSource> source =
                Optional.ofNullable(module.getClass().getProtectionDomain().getCodeSource());
        try {
            return Path.of(source.orElseThrow(() -> new IllegalStateException("a module came from nowhere"))
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
