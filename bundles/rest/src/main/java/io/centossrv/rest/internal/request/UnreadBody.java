// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a request's body when its answer is known, as after a refusal. The web server drops the connection
 * of such a request without a word, and the client's next request on it, which may be a POST that it can't repeat,
 * fails: so a short rest is read, and for a long one the answer says {@code Connection: close} (RFC 9112, 9.3 and 9.6).
 */
public final class UnreadBody {
    /** As long as a refused body may be for its connection to be worth keeping, in bytes. */
    private static final long SHORT = 64L * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    private UnreadBody() {}

    /** Says that the connection ends with this answer where the body is too long to be read for nothing. */
    public static void announce(HttpServletRequest request, HttpServletResponse response) {
        if (!isShort(request)) {
            response.setHeader("Connection", "close");
        }
    }

    /** Reads what is left of a short body; its length ends the wait, or the connection's idle time-out. */
    public static void discard(HttpServletRequest request) {
        if (!isShort(request)) {
            return;
        }
        try {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The rest of a body could not be read", e);
        }
    }

    private static boolean isShort(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        return length <= SHORT && !chunked;
    }
}
