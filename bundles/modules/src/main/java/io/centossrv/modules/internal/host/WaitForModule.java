// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import static io.centossrv.playbook.module.ArgumentType.INT;
import static io.centossrv.playbook.module.ArgumentType.LIST;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.util.List;
import java.util.Map;

/** {@code ansible.builtin.wait_for}: waits for a port, a file, a text in either, or just a while. */
public final class WaitForModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.wait_for";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("host", STR).orElse("127.0.0.1"),
                ArgumentOption.of("timeout", INT).orElse(300L),
                ArgumentOption.of("connect_timeout", INT).orElse(5L),
                ArgumentOption.of("delay", INT).orElse(0L),
                ArgumentOption.of("port", INT),
                ArgumentOption.of("active_connection_states", LIST)
                        .of(STR)
                        .orElse(List.of("ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "SYN_RECV", "SYN_SENT", "TIME_WAIT")),
                ArgumentOption.of("path", PATH),
                ArgumentOption.of("search_regex", STR),
                ArgumentOption.of("state", STR)
                        .orElse("started")
                        .oneOf("absent", "drained", "present", "started", "stopped"),
                ArgumentOption.of("exclude_hosts", LIST).of(STR),
                ArgumentOption.of("sleep", INT).orElse(1L),
                ArgumentOption.of("msg", STR)));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        if (context.check()) {
            return ModuleResult.of(false, Map.of())
                    .withSkipped(true, true)
                    .saying("remote module (ansible.builtin.wait_for) does not support check mode");
        }
        try {
            return new Wait(context).run();
        } catch (ModuleFailure e) {
            return e.result();
        }
    }
}
