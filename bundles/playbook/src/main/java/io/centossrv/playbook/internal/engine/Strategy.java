// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

/** In which order the hosts of a batch do their tasks. */
interface Strategy {
    /** Runs all tasks; returns whether the play is to end for the hosts of later batches too. */
    boolean run();
}
