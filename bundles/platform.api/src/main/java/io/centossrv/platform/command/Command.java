// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.command;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A shell command, registered as an OSGi service. The platform registers one stable command per {@code noun:verb} with
 * the shell and delegates each call to the service of the highest bundle version, so that a bundle's update never drops
 * a command. Many threads may execute it at once.
 */
@ConsumerType
public interface Command {
    /** Returns the same descriptor at each call. */
    CommandDescriptor descriptor();

    /**
     * Runs the command. The caller's permission was checked before.
     *
     * @return an exit code (0 all well; the others as in the reference of exit codes)
     * @throws io.centossrv.platform.CentossrvException to end with an error that is shown to the user
     */
    int execute(CommandInvocation invocation);

    /**
     * Returns what an argument or the value of an option may be completed to, for one name of the descriptor.
     *
     * @param name the argument's or option's name
     * @param typed what was typed so far; the answer need not be filtered by it
     */
    default List<String> complete(String name, String typed) {
        return List.of();
    }
}
