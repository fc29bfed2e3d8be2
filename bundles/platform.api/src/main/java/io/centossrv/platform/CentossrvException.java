// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform;

import java.util.List;
import java.util.Objects;

/**
 * An error that reaches a user. The message is a sentence that says what, where and why, with ids as {@code key=value},
 * and holds no secret; it is shown as it is. Thrown where the facts are known and translated only at a boundary
 * (problem+json in {@code rest}, a line and an exit code in the shell).
 */
public class CentossrvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient List<ErrorDetail> details;

    public CentossrvException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public CentossrvException(ErrorCode code, String message, Throwable cause) {
        this(code, message, List.of(), cause);
    }

    public CentossrvException(ErrorCode code, String message, List<ErrorDetail> details) {
        this(code, message, details, null);
    }

    public CentossrvException(ErrorCode code, String message, List<ErrorDetail> details, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.details = List.copyOf(details);
    }

    /** Returns the stable code of this error. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the places at which the input is wrong, in the order of the input; empty where none is known. */
    public List<ErrorDetail> details() {
        return details;
    }
}
