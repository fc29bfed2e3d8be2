// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The argument {@code file} of the commands that read a plugin's archive. */
final class ArchiveArgument {
    static final Permission PERMISSION = new Permission("plugin:install");
    static final Argument FILE =
            new Argument("file", "the archive (.kar) on this machine, an absolute path", true, false);

    private static final ErrorCode INVALID = new ErrorCode("plugin-invalid", ErrorKind.USER);

    private ArchiveArgument() {}

    static Path of(CommandInvocation invocation) {
        String text = invocation.value(FILE.name()).orElseThrow();
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new CentossrvException(INVALID, "The name of the archive is no path. file=" + text, e);
        }
        // The shell's client may stand in any folder, the control plane stands in another.
        throw new CentossrvException(INVALID, "Give the absolute path of the archive. file=" + text);
    }
}
