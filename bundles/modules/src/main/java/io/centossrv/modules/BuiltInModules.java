// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import io.centossrv.modules.internal.commands.CommandModule;
import io.centossrv.modules.internal.commands.ShellModule;
import io.centossrv.modules.internal.files.CopyModule;
import io.centossrv.modules.internal.files.FileModule;
import io.centossrv.modules.internal.look.SlurpModule;
import io.centossrv.modules.internal.look.StatModule;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleCatalog;
import java.util.ArrayList;
import java.util.List;

/** The modules of this bundle, for those who can't or need not ask ServiceLoader. */
public final class BuiltInModules {
    private BuiltInModules() {}

    /** Returns one of each; making them touches nothing of the machine. */
    public static List<Module> all() {
        List<Module> modules = new ArrayList<>(List.of(
                new CommandModule(),
                new CopyModule(),
                new FileModule(),
                new ShellModule(),
                new SlurpModule(),
                new StatModule()));
        modules.addAll(NodeModules.all());
        return List.copyOf(modules);
    }

    /** Returns them as a catalog. */
    public static ModuleCatalog catalog() {
        return new ModuleCatalog(all());
    }
}
