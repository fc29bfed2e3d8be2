// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import java.time.Instant;

/** Keeps what is frozen where it is, and says so. */
final class Freezing {
    private final Freezes freezes;
    private final PostgresFreezes store;

    Freezing(Freezes freezes, PostgresFreezes store) {
        this.freezes = freezes;
        this.store = store;
    }

    /** Marks what is frozen now, and what no longer is, and returns it. */
    FrozenNodes hold(Instant now) {
        FrozenNodes frozen = freezes.frozen();
        store.mark(frozen, now);
        return frozen;
    }
}
