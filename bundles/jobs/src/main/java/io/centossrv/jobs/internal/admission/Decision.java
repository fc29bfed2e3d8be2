// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether a job that was accepted may be handed to its node now. */
public sealed interface Decision {
    /**
     * It may.
     *
     * @param jars hash to name of what the node's modules may come from; empty where that is not told
     */
    record Admitted(SortedMap<String, String> jars) implements Decision {
        public Admitted {
            jars = Collections.unmodifiableSortedMap(new TreeMap<>(jars));
        }
    }

    /** Not now: it waits with this reason. */
    record Held(String reason) implements Decision {}

    /** Not any more. */
    record Refused(String code) implements Decision {}
}
