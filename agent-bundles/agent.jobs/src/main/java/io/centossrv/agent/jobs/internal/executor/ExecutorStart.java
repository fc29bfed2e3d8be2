// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import java.io.IOException;

/** Sees to it that an executor listens. */
@FunctionalInterface
public interface ExecutorStart {
    /** Called when nobody answers at the socket; returns at once, the executor may need a moment. */
    void start() throws IOException;

    /** Leaves it to systemd, which starts the executor when somebody connects. */
    static ExecutorStart bySystemd() {
        return () -> {};
    }
}
