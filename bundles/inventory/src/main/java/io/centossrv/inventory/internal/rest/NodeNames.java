// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import java.util.List;

/** Reads the field {@code name} of a body. */
final class NodeNames {
    private NodeNames() {}

    static NodeName of(String text) {
        try {
            return new NodeName(text);
        } catch (IllegalArgumentException e) {
            String problem = "A node's name has lower-case letters, digits, hyphens and dots, at most 253.";
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID, problem, List.of(ErrorDetail.at("/name", problem)), e);
        }
    }
}
