// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import io.centossrv.agent.runtime.internal.identity.Identity;

/** What the control plane says to an enrolment. */
sealed interface Answer {
    /** We are known, and an operator has not decided yet. */
    record Pending(String node) implements Answer {}

    /** We are a node. */
    record Accepted(Identity identity) implements Answer {}

    /** Not with this token and key, or not now. */
    record Refused(int status, String code, String detail) implements Answer {}
}
