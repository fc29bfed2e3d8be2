// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import java.util.List;

/** What a round does to the estate, each by SIGKILL but for the cable. */
enum Blow {
    /** The agent of a host. */
    AGENT,
    /** The executor of a host, at any moment. */
    EXECUTOR,
    /** The executor as soon as it has claimed a job: before its command is forked. */
    EXECUTOR_AT_CLAIM,
    /** The executor as soon as a command has left its mark: after the fork, before anything is recorded. */
    EXECUTOR_AT_MARK,
    /** The executor as soon as a task is recorded: before the result is. */
    EXECUTOR_AT_RECORD,
    /** The control plane. */
    CONTROL_PLANE,
    /** PostgreSQL's first process, and with it all others. */
    DATABASE,
    /** One session of PostgreSQL, which has PostgreSQL throw out all and recover. */
    SESSION,
    /** The host's cable, for a while. */
    CABLE;

    /** Those that a round may combine. */
    static final List<Blow> ALL = List.of(values());

    /** Tells whether it comes when something happens on the host, and not at any moment. */
    boolean waitsForItsMoment() {
        return this == EXECUTOR_AT_CLAIM || this == EXECUTOR_AT_MARK || this == EXECUTOR_AT_RECORD;
    }
}
