// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import io.centossrv.modules.internal.commands.CommandModule;
import io.centossrv.modules.internal.commands.ShellModule;
import io.centossrv.modules.internal.files.CopyModule;
import io.centossrv.modules.internal.files.FileModule;
import io.centossrv.modules.internal.files.TempfileModule;
import io.centossrv.modules.internal.look.FindModule;
import io.centossrv.modules.internal.look.SlurpModule;
import io.centossrv.modules.internal.look.StatModule;
import io.centossrv.modules.internal.ssh.AuthorizedKeyModule;
import io.centossrv.modules.internal.ssh.KnownHostsModule;
import io.centossrv.modules.internal.text.AssembleModule;
import io.centossrv.modules.internal.text.BlockInFileModule;
import io.centossrv.modules.internal.text.IniFileModule;
import io.centossrv.modules.internal.text.LineInFileModule;
import io.centossrv.modules.internal.text.PatchModule;
import io.centossrv.modules.internal.text.ReplaceModule;
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
                new AssembleModule(),
                new AuthorizedKeyModule(),
                new BlockInFileModule(),
                new CommandModule(),
                new CopyModule(),
                new FileModule(),
                new FindModule(),
                new IniFileModule(),
                new KnownHostsModule(),
                new LineInFileModule(),
                new PatchModule(),
                new ReplaceModule(),
                new ShellModule(),
                new SlurpModule(),
                new StatModule(),
                new TempfileModule()));
        modules.addAll(NodeModules.all());
        return List.copyOf(modules);
    }

    /** Returns them as a catalog. */
    public static ModuleCatalog catalog() {
        return new ModuleCatalog(all());
    }
}
