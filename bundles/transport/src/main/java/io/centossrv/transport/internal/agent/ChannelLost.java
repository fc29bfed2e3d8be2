// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

/** The connection can't be made, or is gone. */
public class ChannelLost extends Exception {
    private static final long serialVersionUID = 1L;

    public ChannelLost(String reason) {
        super(reason);
    }
}
