// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.util.Locale;

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

    public static final ErrorCode JOIN_TOKEN_REVOKED = new ErrorCode("join-token-revoked", ErrorKind.DENIED);
    public static final ErrorCode JOIN_TOKEN_SITE = new ErrorCode("join-token-other-site", ErrorKind.DENIED);
    public static final ErrorCode JOIN_TOKEN_NAME = new ErrorCode("join-token-other-name", ErrorKind.DENIED);
    public static final ErrorCode JOIN_TOKEN_NOT_FOUND = new ErrorCode("join-token-not-found", ErrorKind.NOT_FOUND);
    public static final ErrorCode JOIN_TOKEN_LIMIT = new ErrorCode("join-token-limit", ErrorKind.LIMITED);
    public static final ErrorCode ENROLMENT_FULL = new ErrorCode("enrolment-full", ErrorKind.LIMITED);
    public static final ErrorCode KEY_TAKEN = new ErrorCode("node-key-taken", ErrorKind.CONFLICT);
    public static final ErrorCode NODE_STATE_UNFIT = new ErrorCode("node-state-unfit", ErrorKind.CONFLICT);

    public static final ErrorCode ACCEPTANCE_INVALID = new ErrorCode("acceptance-invalid", ErrorKind.USER);
    public static final ErrorCode REASON_INVALID = new ErrorCode("reason-invalid", ErrorKind.USER);
    public static final ErrorCode REPLACEMENT_INVALID = new ErrorCode("replacement-invalid", ErrorKind.USER);
    public static final ErrorCode TERMS_INVALID = new ErrorCode("join-token-terms-invalid", ErrorKind.USER);
    public static final ErrorCode LIFETIME_INVALID = new ErrorCode("join-token-lifetime-invalid", ErrorKind.USER);

    private InventoryErrors() {}

    /** Returns that a node in its state can't have something done to it. */
    public static CentossrvException unfit(Node node, String what) {
        return new CentossrvException(
                NODE_STATE_UNFIT,
                "The node " + node.name().map(NodeName::value).orElseGet(node.id()::toString) + " is "
                        + node.state().name().toLowerCase(Locale.ROOT) + " and " + what + ".");
    }

    public static CentossrvException notFound(Object node) {
        return new CentossrvException(
                NODE_NOT_FOUND, "There is no node " + node + ". 'csrv node list' shows those that there are.");
    }
}
