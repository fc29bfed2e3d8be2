// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.admission;

/** Keys of {@code etc/io.centossrv.platform.cfg} that decide which agents get work. */
@interface AgentReleasesConfig {
    /** Whether what nobody vouches for is taken: {@code plugin.dev}. */
    boolean plugin_dev() default false;
}
