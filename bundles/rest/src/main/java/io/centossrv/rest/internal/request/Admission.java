// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.request;

import io.centossrv.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * That a request may pass, decided once. It travels as an attribute, which a client can't set.
 *
 * @param caller empty for an operation that answers without a login
 */
public record Admission(Optional<Caller> caller) {
    private static final String ATTRIBUTE = Admission.class.getName();

    public Admission {
        Objects.requireNonNull(caller, "caller");
    }

    /** Returns what was decided for this request; empty where nothing was. */
    public static Optional<Admission> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Admission admission
                ? Optional.of(admission)
                : Optional.empty();
    }

    /** Remembers the decision. */
    public void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
