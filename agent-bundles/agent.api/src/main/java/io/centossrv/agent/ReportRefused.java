// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent;

/** A report could not be kept. */
public final class ReportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
