// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.osgi;

import io.centossrv.rest.internal.gateway.GatewayServlet;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The gateway in the context of ours, for each path that nothing more special takes. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("centossrv-rest")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect(RestContext.SELECT)
public final class RestServlet extends GatewayServlet {
    private static final long serialVersionUID = 1L;

    @Activate
    public RestServlet(@Reference RestPlatform platform) {
        super(platform.core().gateway());
    }
}
