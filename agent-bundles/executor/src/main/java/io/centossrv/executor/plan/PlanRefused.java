// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

/** A plan may not run here. */
public final class PlanRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean lasting;

    private PlanRefused(String code, String message, boolean lasting) {
        super(message);
        this.code = code;
        this.lasting = lasting;
    }

    /** The plan itself is wrong: it will never run. */
    public static PlanRefused forGood(String code, String message) {
        return new PlanRefused(code, message, true);
    }

    /** Something else is in the way: the same plan may run later. */
    public static PlanRefused forNow(String code, String message) {
        return new PlanRefused(code, message, false);
    }

    /** Returns a stable code, such as {@code signature-invalid}. */
    public String code() {
        return code;
    }

    /** Returns whether it is refused for good, which the journal keeps. */
    public boolean lasting() {
        return lasting;
    }
}
