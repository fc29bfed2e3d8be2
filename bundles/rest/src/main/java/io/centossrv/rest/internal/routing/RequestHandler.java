// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves the requests of one application. Thread-safe. */
public interface RequestHandler {
    /** Serves a request; may go on after it returns, where the request went asynchronous. */
    void handle(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

    /** Frees everything; nothing is inside any more, or was waited for long enough. */
    void close();
}
