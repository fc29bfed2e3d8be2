// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.rest.internal.routing.RequestHandler;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.glassfish.jersey.servlet.ServletContainer;

/** Serves through a Jersey container. */
final class JerseyHandler implements RequestHandler {
    private final ServletContainer container;

    JerseyHandler(ServletContainer container) {
        this.container = container;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        container.service(request, response);
    }

    @Override
    public void close() {
        container.destroy();
    }
}
