// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.status;

/** Which version of the platform runs. */
public interface RunningRelease {
    /** Returns the version, as OSGi writes it. */
    String version();
}
