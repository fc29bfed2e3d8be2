// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.rest.internal.gateway.GatewayServlet;
import jakarta.servlet.Servlet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The gateway in the context of ours, for each path that nothing more special takes. */
@Component(service = {Servlet.class, ReadinessCheck.class})
@HttpWhiteboardServletName("centossrv-rest")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect(RestContext.SELECT)
public final class RestServlet extends GatewayServlet implements ReadinessCheck {
    private static final long serialVersionUID = 1L;

    /** The web server starts a servlet once it has taken it in, and ends it when it stops. */
    private final AtomicBoolean serving = new AtomicBoolean();

    @Activate
    public RestServlet(@Reference RestPlatform platform) {
        super(platform.core().gateway());
    }

    @Override
    public void init() {
        serving.set(true);
    }

    @Override
    public void destroy() {
        serving.set(false);
    }

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Optional<String> obstacle() {
        return serving.get() ? Optional.empty() : Optional.of("the web server does not serve yet");
    }
}
