// SPDX-License-Identifier: Apache-2.0
package com.example.foreign;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** Answers whatever it is asked with 200. */
final class Open extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.getWriter().println("foreign");
    }

    /** Answers one path with 200 on its way to others. */
    static final class InTheWay implements Preprocessor {
        private final String path;

        InTheWay(String path) {
            this.path = path;
        }

        @Override
        public void init(FilterConfig config) {
            // nothing to set up
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getRequestURI().equals(path)) {
                ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_OK);
                response.getWriter().println("foreign");
            } else {
                chain.doFilter(request, response);
            }
        }

        @Override
        public void destroy() {
            // nothing to free
        }
    }
}
