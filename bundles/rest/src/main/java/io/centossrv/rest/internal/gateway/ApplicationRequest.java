// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.CallerPrincipal;
import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.routing.ServedApplication;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request as an application sees it: rooted at {@code /api/v1/}, with the caller as its principal, a bounded body, and
 * its stay inside prolonged for as long as it is asynchronous.
 */
final class ApplicationRequest extends HttpServletRequestWrapper {
    private static final String ROOT = "/api/v1";

    private final Optional<Caller> caller;
    private final long mostBytes;
    private final ServedApplication.Stay stay;
    private final Consumer<AsyncContext> turnOut;
    private boolean asynchronous;

    ApplicationRequest(
            HttpServletRequest request,
            Optional<Caller> caller,
            long mostBytes,
            ServedApplication.Stay stay,
            Consumer<AsyncContext> turnOut) {
        super(request);
        this.caller = caller;
        this.mostBytes = mostBytes;
        this.stay = stay;
        this.turnOut = turnOut;
    }

    /** Tells whether the answer comes later; the stay then ends with it. */
    boolean asynchronous() {
        return asynchronous;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return ROOT;
    }

    @Override
    public String getPathInfo() {
        return "/"
                + RequestPath.of((HttpServletRequest) getRequest()).operation().orElse("");
    }

    @Override
    public Principal getUserPrincipal() {
        return caller.<Principal>map(CallerPrincipal::new).orElse(null);
    }

    @Override
    public String getRemoteUser() {
        return caller.map(Caller::name).orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BoundedBody(super.getInputStream(), mostBytes);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public AsyncContext startAsync() {
        return prolonged(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return prolonged(super.startAsync(request, response));
    }

    private AsyncContext prolonged(AsyncContext context) {
        asynchronous = true;
        context.addListener(new StayListener(stay));
        stay.onTurnOut(() -> turnOut.accept(context));
        return context;
    }
}
