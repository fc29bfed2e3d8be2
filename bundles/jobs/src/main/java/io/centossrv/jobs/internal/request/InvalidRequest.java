// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.request;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.List;

/** The error of a request that breaks a rule. */
public final class InvalidRequest {
    private static final ErrorCode CODE = new ErrorCode("request-invalid", ErrorKind.USER);

    private InvalidRequest() {}

    /** Returns the error with the places that are wrong. */
    public static CentossrvException of(List<ErrorDetail> wrong) {
        return new CentossrvException(CODE, "The request has mistakes.", wrong);
    }

    /** Returns the error with the place that is wrong. */
    public static CentossrvException at(String pointer, String message) {
        return of(List.of(ErrorDetail.at(pointer, message)));
    }

    /** Throws where anything is wrong. */
    public static void throwIf(List<ErrorDetail> wrong) {
        if (!wrong.isEmpty()) {
            throw of(wrong);
        }
    }
}
