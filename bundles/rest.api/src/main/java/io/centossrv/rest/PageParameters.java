// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads the query parameters {@code limit} and {@code cursor} of a list. */
public final class PageParameters {
    /** The code of a limit or cursor that can't be read. */
    public static final ErrorCode INVALID = new ErrorCode("page-invalid", ErrorKind.USER);

    private PageParameters() {}

    /**
     * Returns the request that the parameters ask for.
     *
     * @param limit null where it was not given
     * @param cursor null where it was not given
     * @throws CentossrvException {@code page-invalid}
     */
    public static PageRequest of(Integer limit, String cursor) {
        int size = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
        if (size < 1 || size > PageRequest.MAX_LIMIT) {
            throw new CentossrvException(
                    INVALID, "limit must be 1 to " + PageRequest.MAX_LIMIT + ", not " + size + ".");
        }
        return new PageRequest(size, Optional.ofNullable(cursor).map(PageParameters::decode));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(INVALID, "The cursor is not one that a list gave. Start without a cursor.", e);
        }
    }
}
