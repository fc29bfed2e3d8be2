// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.PATH;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.modules.internal.system.Errno;
import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.util.List;

/** {@code ansible.posix.mount}: what is mounted, now and at each start. */
public final class MountModule implements Module {
    @Override
    public String name() {
        return "ansible.posix.mount";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of("path", PATH).or("name").must(),
                        ArgumentOption.of("state", STR)
                                .must()
                                .oneOf(
                                        "absent",
                                        "absent_from_fstab",
                                        "mounted",
                                        "present",
                                        "unmounted",
                                        "remounted",
                                        "ephemeral"),
                        ArgumentOption.of("src", PATH),
                        ArgumentOption.of("fstype", STR),
                        ArgumentOption.of("opts", STR),
                        ArgumentOption.of("dump", STR).orElse("0"),
                        ArgumentOption.of("passno", STR).orElse("0"),
                        ArgumentOption.of("fstab", STR),
                        ArgumentOption.of("boot", BOOL).orElse(true),
                        ArgumentOption.of("backup", BOOL).orElse(false)))
                .requiredIf("state", "mounted", "src", "fstype")
                .requiredIf("state", "present", "src", "fstype")
                .requiredIf("state", "ephemeral", "src", "fstype");
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            return new MountChange(context).run();
        } catch (IOException e) {
            throw new ModuleFailure("the mount can't be changed: "
                    + Errno.text(e, context.arguments().required("path")));
        }
    }
}
