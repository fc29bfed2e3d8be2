// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The one servlet of the API. */
public class GatewayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gateway gateway;

    public GatewayServlet(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        gateway.handle(request, response);
    }
}
