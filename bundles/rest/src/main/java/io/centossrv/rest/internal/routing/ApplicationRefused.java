// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

/** An application breaks a rule and is not served; the message says which. */
public final class ApplicationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApplicationRefused(String message) {
        super(message);
    }

    public ApplicationRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
