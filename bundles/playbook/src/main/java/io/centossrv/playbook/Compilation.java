// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.util.List;
import java.util.Optional;

/**
 * What came of compiling a playbook.
 *
 * @param plays present where there is no mistake
 * @param mistakes all of them, in the order of the text
 * @param warnings what works otherwise than one might think
 */
public record Compilation(Optional<CompiledPlays> plays, List<Mistake> mistakes, List<Mistake> warnings) {
    public Compilation {
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }
}
