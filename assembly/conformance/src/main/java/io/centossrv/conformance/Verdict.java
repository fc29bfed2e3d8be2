// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

/**
 * What came of one case.
 *
 * @param kind how it ended
 * @param reason why it failed, deviates or was skipped; empty where it passed
 */
record Verdict(Kind kind, String reason) {
    static final Verdict PASSED = new Verdict(Kind.PASSED, "");

    /** How a case can end. */
    enum Kind {
        PASSED,
        FAILED,
        DEVIATING,
        SKIPPED
    }

    static Verdict failed(String reason) {
        return new Verdict(Kind.FAILED, reason);
    }

    static Verdict deviating(String reason) {
        return new Verdict(Kind.DEVIATING, reason);
    }

    static Verdict skipped(String reason) {
        return new Verdict(Kind.SKIPPED, reason);
    }
}
