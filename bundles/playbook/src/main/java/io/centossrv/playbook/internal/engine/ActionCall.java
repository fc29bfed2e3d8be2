// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.OutputCapture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an action gets: the task's arguments for a host, evaluated and as written.
 *
 * @param folders in which files are looked for, in order
 * @param becomeUser as whom commands run
 */
record ActionCall(
        EngineSettings settings,
        TaskStep step,
        String host,
        Map<String, Object> arguments,
        Map<String, Object> written,
        Templar templar,
        HostVariables vars,
        List<String> folders,
        boolean check,
        boolean diff,
        Map<String, String> environment,
        Optional<String> becomeUser,
        Deadline deadline,
        OutputCapture output,
        Templars templars) {

    /** Returns the same with other arguments. */
    ActionCall with(Map<String, Object> others) {
        return new ActionCall(
                settings,
                step,
                host,
                others,
                written,
                templar,
                vars,
                folders,
                check,
                diff,
                environment,
                becomeUser,
                deadline,
                output,
                templars);
    }

    Optional<Object> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }
}
