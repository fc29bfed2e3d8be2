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

/** {@code ansible.builtin.cron}: jobs and variables in tables of cron. */
public final class CronModule implements Module {
    @Override
    public String name() {
        return "ansible.builtin.cron";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                        ArgumentOption.of("name", STR).must(),
                        ArgumentOption.of("user", STR),
                        ArgumentOption.of("job", STR).or("value"),
                        ArgumentOption.of("cron_file", PATH),
                        ArgumentOption.of("state", STR).orElse("present").oneOf("present", "absent"),
                        ArgumentOption.of("backup", BOOL).orElse(false),
                        ArgumentOption.of("minute", STR).orElse("*"),
                        ArgumentOption.of("hour", STR).orElse("*"),
                        ArgumentOption.of("day", STR).or("dom").orElse("*"),
                        ArgumentOption.of("month", STR).orElse("*"),
                        ArgumentOption.of("weekday", STR).or("dow").orElse("*"),
                        ArgumentOption.of("special_time", STR)
                                .oneOf("reboot", "yearly", "annually", "monthly", "weekly", "daily", "hourly"),
                        ArgumentOption.of("disabled", BOOL).orElse(false),
                        ArgumentOption.of("env", BOOL).orElse(false),
                        ArgumentOption.of("insertafter", STR),
                        ArgumentOption.of("insertbefore", STR)))
                .mutuallyExclusive("insertafter", "insertbefore");
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        try {
            return new CronChange(context).run();
        } catch (IOException e) {
            String file = context.arguments().text("cron_file").orElse("crontab");
            throw new ModuleFailure("the table can't be changed: " + Errno.text(e, file));
        }
    }
}
