// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

/** The domain that would answer is stopped or being replaced; the same call may succeed a moment later. */
public final class DomainUnavailable extends CentossrvException {
    private static final long serialVersionUID = 1L;

    /** The code of every such error. */
    public static final ErrorCode CODE = new ErrorCode("domain-unavailable", ErrorKind.UNAVAILABLE);

    private final String domain;

    public DomainUnavailable(String domain) {
        super(CODE, "The domain " + domain + " is not available at the moment. Try again, or see 'csrv status'.");
        this.domain = domain;
    }

    /** Returns the name of the absent domain, such as {@code inventory}. */
    public String domain() {
        return domain;
    }
}
