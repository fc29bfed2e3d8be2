// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The codes of what can be wrong with a plugin. */
public final class PluginErrors {
    /** The archive is not one, or breaks a rule. */
    public static final ErrorCode INVALID = new ErrorCode("plugin-invalid", ErrorKind.USER);
    /** A requirement of the archive has no provider. */
    public static final ErrorCode UNRESOLVABLE = new ErrorCode("plugin-unresolvable", ErrorKind.USER);
    /** The archive wants something of the framework that plugins don't get. */
    public static final ErrorCode IMPORT_REFUSED = new ErrorCode("plugin-import-refused", ErrorKind.USER);
    /** The archive is not signed by a publisher who is trusted here. */
    public static final ErrorCode UNSIGNED = new ErrorCode("plugin-unsigned", ErrorKind.USER);
    /** The bundles did not come up; everything was undone. */
    public static final ErrorCode START_FAILED = new ErrorCode("plugin-start-failed", ErrorKind.USER);
    /** The plugin, or this version of it, is there already. */
    public static final ErrorCode EXISTS = new ErrorCode("plugin-exists", ErrorKind.CONFLICT);
    /** The archive's bundles clash with those of another owner. */
    public static final ErrorCode CONFLICT = new ErrorCode("plugin-conflict", ErrorKind.CONFLICT);
    /** There is no such plugin. */
    public static final ErrorCode NOT_FOUND = new ErrorCode("plugin-not-found", ErrorKind.NOT_FOUND);

    private PluginErrors() {}

    static CentossrvException invalid(String message) {
        return new CentossrvException(INVALID, message);
    }

    static CentossrvException invalid(String message, Throwable cause) {
        return new CentossrvException(INVALID, message, cause);
    }
}
