// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobRequest;
import io.centossrv.platform.security.Permission;

/**
 * What a stopped job has not started.
 *
 * @param request does it, in the way of that job
 * @param permission what its caller must hold, besides that to resume
 */
public record Unfinished(JobRequest request, Permission permission) {}
