// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import io.centossrv.rest.internal.gateway.RestCore;
import io.centossrv.rest.internal.gateway.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** Repeats the check before any context is chosen, so that a servlet in someone else's context is not open either. */
@Component(service = Preprocessor.class)
public final class RestPreprocessor implements Preprocessor {
    private final RestCore core;

    @Activate
    public RestPreprocessor(@Reference RestPlatform platform) {
        core = platform.core();
    }

    @Override
    public void init(FilterConfig config) {
        // nothing to set up
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer)) {
            throw new ServletException("only HTTP is served");
        }
        SecurityHeaders.add(answer);
        if (core.gatekeeper().admit(http, answer)) {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        // nothing to free
    }
}
