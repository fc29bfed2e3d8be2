// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The embedded PostgreSQL can't be started; an operator must act. */
public final class PostgresFailed extends CentossrvException {
    private static final long serialVersionUID = 1L;

    /** The code of every such error. */
    public static final ErrorCode CODE = new ErrorCode("embedded-database-failed", ErrorKind.INTERNAL);

    PostgresFailed(String message) {
        super(CODE, message);
    }

    PostgresFailed(String message, Throwable cause) {
        super(CODE, message, cause);
    }
}
