// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import io.centossrv.modules.internal.archives.UnarchiveModule;
import io.centossrv.modules.internal.commands.RawModule;
import io.centossrv.modules.internal.commands.ScriptModule;
import io.centossrv.modules.internal.host.CronModule;
import io.centossrv.modules.internal.host.MountModule;
import io.centossrv.modules.internal.host.SysctlModule;
import io.centossrv.modules.internal.host.WaitForModule;
import io.centossrv.modules.internal.net.GetUrlModule;
import io.centossrv.modules.internal.net.UriModule;
import io.centossrv.modules.internal.system.GetentModule;
import io.centossrv.playbook.module.Module;
import java.util.List;

/** The modules for the network and for what the node as a whole is. */
final class NodeModules {
    private NodeModules() {}

    static List<Module> all() {
        return List.of(
                new CronModule(),
                new GetUrlModule(),
                new GetentModule(),
                new MountModule(),
                new RawModule(),
                new ScriptModule(),
                new SysctlModule(),
                new UnarchiveModule(),
                new UriModule(),
                new WaitForModule());
    }
}
