// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

/** A handler's refusal. */
public final class RequestRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Refuses.
     *
     * @param code lower-case words with hyphens, such as {@code plan-expired}
     * @param message a sentence without secrets
     */
    public RequestRejected(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the code that the asker gets. */
    public String code() {
        return code;
    }
}
