// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules;

import io.centossrv.modules.internal.net.GetUrlModule;
import io.centossrv.modules.internal.net.UriModule;
import io.centossrv.playbook.module.Module;
import java.util.List;

/** The modules for the network and for what the node as a whole is. */
final class NodeModules {
    private NodeModules() {}

    static List<Module> all() {
        return List.of(new GetUrlModule(), new UriModule());
    }
}
