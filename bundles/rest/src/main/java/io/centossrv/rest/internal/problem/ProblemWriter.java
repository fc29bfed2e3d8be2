// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.rest.internal.json.RestJson;
import io.centossrv.rest.internal.request.TraceId;
import io.centossrv.rest.internal.request.UnreadBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers of {@code rest} itself, those that no application gives. Thread-safe. */
public final class ProblemWriter {
    private final ObjectMapper mapper = RestJson.mapper();

    /** Answers with a failure; does nothing where the answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Problem problem = Problem.of(failure, request.getRequestURI(), TraceId.of(request));
        response.resetBuffer();
        failure.headers().forEach(response::setHeader);
        UnreadBody.announce(request, response);
        send(response, failure.status(), Problem.MEDIA_TYPE, json(problem));
    }

    /** Answers with a JSON body. */
    public void write(HttpServletResponse response, int status, Object body) throws IOException {
        send(response, status, "application/json", json(body));
    }

    private byte[] json(Object body) throws JsonProcessingException {
        return mapper.writeValueAsBytes(body);
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
