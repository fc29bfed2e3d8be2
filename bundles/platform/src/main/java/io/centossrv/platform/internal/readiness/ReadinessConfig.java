// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.readiness;

/** Keys of {@code etc/io.centossrv.platform.cfg} that readiness reads. */
public @interface ReadinessConfig {
    /** The parts that must be there, separated by commas: {@code ready.needs}. */
    String ready_needs();
}
