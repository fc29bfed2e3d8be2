// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.rest.internal.json.JsonErrors;
import io.centossrv.rest.internal.problem.BodyInvalid;
import io.centossrv.rest.internal.problem.BodyTooLarge;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Tells a body that the client wrote wrongly from an answer that we can't write: both are the same exception in Jackson,
 * and only the first is the client's fault.
 */
final class BodyErrors implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            Object body = context.proceed();
            if (body == null) {
                throw new BodyInvalid(ErrorDetail.at("", "It is empty."), null);
            }
            return body;
        } catch (BadRequestException e) {
            if (e.getCause() instanceof NoContentException) {
                throw new BodyInvalid(ErrorDetail.at("", "It is empty."), e);
            }
            throw e;
        } catch (JsonProcessingException e) {
            if (BodyTooLarge.in(e).isPresent()) {
                throw e;
            }
            if (e.getCause() instanceof CentossrvException rule) {
                throw rule;
            }
            throw new BodyInvalid(JsonErrors.explain(e), e);
        }
    }
}
