// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.store;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The folder with the keys is not whole. Nothing is made anew: each node trusts the keys that were there. */
public final class KeyFolderBroken extends CentossrvException {
    private static final long serialVersionUID = 1L;
    private static final ErrorCode CODE = new ErrorCode("keys-broken", ErrorKind.INTERNAL);

    public KeyFolderBroken(String message, Throwable cause) {
        super(CODE, message, cause);
    }

    public KeyFolderBroken(String message) {
        super(CODE, message);
    }
}
