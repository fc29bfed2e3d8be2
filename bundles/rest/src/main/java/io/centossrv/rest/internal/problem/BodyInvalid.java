// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.problem;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.List;

/** The body of a request can't be read as what the operation takes; always 400. */
public final class BodyInvalid extends CentossrvException {
    private static final long serialVersionUID = 1L;
    private static final ErrorCode CODE = new ErrorCode("body-invalid", ErrorKind.USER);

    public BodyInvalid(ErrorDetail detail, Throwable cause) {
        super(CODE, "The body of the request can't be read. " + detail.message(), List.of(detail), cause);
    }
}
