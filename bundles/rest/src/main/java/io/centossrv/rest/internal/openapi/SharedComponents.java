// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.openapi;

import java.util.Map;
import java.util.stream.Collectors;

/** The components that every fragment may refer to: the error, paging, the login. */
final class SharedComponents {
    private static final String TEXT = """
            securitySchemes:
              bearer: {type: http, scheme: bearer, bearerFormat: JWT}
            parameters:
              limit: {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 1000, default: 100}}
              cursor: {name: cursor, in: query, schema: {type: string}}
              idempotencyKey: {name: Idempotency-Key, in: header, schema: {type: string, maxLength: 200}}
            responses:
              Problem:
                description: What went wrong (RFC 9457)
                content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
            schemas:
              Problem:
                type: object
                required: [type, title, status, detail, instance, code, errors, traceId]
                properties:
                  type: {type: string, format: uri}
                  title: {type: string}
                  status: {type: integer}
                  detail: {type: string}
                  instance: {type: string}
                  code: {type: string}
                  errors:
                    type: array
                    items:
                      type: object
                      required: [message]
                      properties:
                        pointer: {type: string}
                        line: {type: integer}
                        column: {type: integer}
                        message: {type: string}
                  traceId: {type: string}
            """;

    private SharedComponents() {}

    static Map<String, Map<String, Object>> all() {
        Map<String, Object> kinds = OpenApiFragment.parse(TEXT);
        return kinds.keySet().stream()
                .collect(Collectors.toMap(kind -> kind, kind -> OpenApiFragment.object(kinds, kind)));
    }
}
