// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestHandler;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Rank;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that are registered as services. Immediate: a handler may itself need the link, which needs this; made only
 * when asked for, that would be a circle.
 */
@Component(service = Handlers.class, immediate = true)
public final class WhiteboardHandlers extends Handlers {
    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardHandlers.class);

    @Reference(
            service = RequestHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindRequestHandler(ServiceReference<RequestHandler<?, ?>> reference, RequestHandler<?, ?> handler) {
        try {
            add(rank(reference), handler);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A request handler can't be used: bundle={}", reference.getBundle(), e);
        }
    }

    void unbindRequestHandler(ServiceReference<RequestHandler<?, ?>> reference) {
        remove(rank(reference));
    }

    @Reference(
            service = ReportHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindReportHandler(ServiceReference<ReportHandler<?>> reference, ReportHandler<?> handler) {
        try {
            add(rank(reference), handler);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A report handler can't be used: bundle={}", reference.getBundle(), e);
        }
    }

    void unbindReportHandler(ServiceReference<ReportHandler<?>> reference) {
        remove(rank(reference));
    }

    private static Rank rank(ServiceReference<?> reference) {
        long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        Bundle bundle = reference.getBundle();
        Version version = bundle == null ? Version.emptyVersion : bundle.getVersion();
        return Rank.of(version.getMajor(), version.getMinor(), version.getMicro(), version.getQualifier(), id);
    }
}
