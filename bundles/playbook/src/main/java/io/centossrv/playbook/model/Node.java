// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;

/** A task, or a block of them. It knows nothing of what is around it: who walks down to it keeps what it inherits. */
public sealed interface Node permits Task, Block {
    /** Returns its own keywords. */
    Keywords keywords();

    /** Returns where it begins. */
    Position position();
}
