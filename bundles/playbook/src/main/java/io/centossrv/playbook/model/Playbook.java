// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.List;

/**
 * A playbook with the plays of those that it imports, in order.
 *
 * @param file path within the project
 */
public record Playbook(String file, List<Play> plays) {
    public Playbook {
        plays = List.copyOf(plays);
    }
}
