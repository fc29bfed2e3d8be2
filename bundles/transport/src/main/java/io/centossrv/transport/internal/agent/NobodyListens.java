// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

/** The control plane's host refused the connection: it is most likely being started. */
public final class NobodyListens extends ChannelLost {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public NobodyListens(String reason) {
        super(reason);
    }
}
