// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Mistake;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading something.
 *
 * @param value present where there is no mistake
 * @param mistakes in the order in which they were met: the first is the one that Ansible would have stopped at
 * @param warnings what works otherwise than one might think
 */
public record Loaded<T>(Optional<T> value, List<Mistake> mistakes, List<Mistake> warnings) {
    public Loaded {
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }
}
