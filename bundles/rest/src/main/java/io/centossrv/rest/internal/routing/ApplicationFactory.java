// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.rest.RestApplication;
import java.util.List;
import java.util.Map;

/** Makes what serves an application out of its description. */
public interface ApplicationFactory {
    /**
     * Returns the operations that the application's resources offer, as they will be served.
     *
     * @throws ApplicationRefused where that can't be told beforehand
     */
    List<Operation> operations(RestApplication application);

    /** Builds the handler; throws what it likes where that fails. */
    RequestHandler build(RestApplication application);

    /**
     * Reads the OpenAPI fragment of the application.
     *
     * @throws ApplicationRefused where it is no such fragment
     */
    Map<String, Object> openApi(RestApplication application);
}
