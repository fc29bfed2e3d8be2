// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

/** What came over the wire is not what it should be. The message holds no content of it. */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message);
    }
}
