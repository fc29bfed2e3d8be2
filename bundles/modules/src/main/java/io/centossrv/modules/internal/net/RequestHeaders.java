// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.PythonText;
import java.util.Map;
import java.util.Set;

/** The option {@code headers}. */
final class RequestHeaders {
    /** What the client itself knows best. */
    private static final Set<String> OURS = Set.of("content-length", "connection");

    private RequestHeaders() {}

    static Question added(Question question, Arguments arguments) {
        Question full = question;
        if (arguments.raw("headers").orElse(Map.of()) instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                String name = String.valueOf(header.getKey());
                if (!OURS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    full = full.with(name, PythonText.text(header.getValue()));
                }
            }
        }
        return full;
    }
}
