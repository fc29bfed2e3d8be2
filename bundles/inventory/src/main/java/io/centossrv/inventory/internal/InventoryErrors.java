// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The errors of this domain that more than one class tells. */
public final class InventoryErrors {
    public static final ErrorCode NODE_NOT_FOUND = new ErrorCode("node-not-found", ErrorKind.NOT_FOUND);
    public static final ErrorCode NODE_NOT_PENDING = new ErrorCode("node-not-pending", ErrorKind.CONFLICT);
    public static final ErrorCode NODE_NAME_TAKEN = new ErrorCode("node-name-taken", ErrorKind.CONFLICT);
    public static final ErrorCode NODE_NAME_INVALID = new ErrorCode("node-name-invalid", ErrorKind.USER);
    public static final ErrorCode NODE_REVOKED = new ErrorCode("node-revoked", ErrorKind.CONFLICT);
    public static final ErrorCode JOIN_TOKEN_INVALID = new ErrorCode("join-token-invalid", ErrorKind.DENIED);
    public static final ErrorCode JOIN_TOKEN_EXPIRED = new ErrorCode("join-token-expired", ErrorKind.DENIED);
    public static final ErrorCode JOIN_TOKEN_USED = new ErrorCode("join-token-used", ErrorKind.CONFLICT);

    public static final ErrorCode LIFETIME_INVALID = new ErrorCode("join-token-lifetime-invalid", ErrorKind.USER);

    private InventoryErrors() {}

    public static CentossrvException notFound(Object node) {
        return new CentossrvException(
                NODE_NOT_FOUND, "There is no node " + node + ". 'csrv node list' shows those that there are.");
    }
}
