// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.security;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The caller is known and lacks the permission. */
public final class PermissionDenied extends CentossrvException {
    private static final long serialVersionUID = 1L;

    /** The code of every such error. */
    public static final ErrorCode CODE = new ErrorCode("permission-denied", ErrorKind.DENIED);

    public PermissionDenied(Caller caller, Permission permission) {
        super(CODE, "The permission " + permission + " is needed and the account " + caller.name() + " lacks it.");
    }
}
