// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal;

import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The errors of this domain. */
public final class AccessErrors {
    /** User and password don't fit; which of them is not told. */
    public static final ErrorCode LOGIN_FAILED = new ErrorCode("login-failed", ErrorKind.DENIED);

    /** Too many logins failed, or more tickets are out than one account needs. */
    public static final ErrorCode LOGIN_LIMITED = new ErrorCode("login-limited", ErrorKind.LIMITED);

    /** Too many passwords are being checked at this moment. */
    public static final ErrorCode LOGIN_BUSY = new ErrorCode("login-busy", ErrorKind.UNAVAILABLE);

    private AccessErrors() {}
}
