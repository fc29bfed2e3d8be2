// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport;

/** The outbox has reached its limit; the report was not kept. */
public final class OutboxFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutboxFull(long limit) {
        super("the outbox holds its limit of " + limit + " bytes");
    }
}
