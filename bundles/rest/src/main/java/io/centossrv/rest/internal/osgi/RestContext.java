// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.internal.gateway.RestCore;
import io.centossrv.rest.internal.gateway.SecurityHeaders;
import io.centossrv.rest.internal.request.Admission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The one context in which servlets of ours live. What is not admitted does not reach them. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = RestContext.NAME, path = "/")
public final class RestContext extends ServletContextHelper {
    static final String NAME = "centossrv";
    static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    private final RestCore core;

    @Activate
    public RestContext(@Reference RestPlatform platform) {
        core = platform.core();
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.add(response);
        if (!core.gatekeeper().admit(request, response)) {
            return false;
        }
        Optional<Caller> caller = Admission.of(request).flatMap(Admission::caller);
        caller.ifPresent(who -> {
            request.setAttribute(REMOTE_USER, who.name());
            request.setAttribute(AUTHENTICATION_TYPE, "Bearer");
        });
        return true;
    }

    /** No file of a bundle is served. */
    @Override
    public URL getResource(String name) {
        return null;
    }
}
