// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import java.time.Instant;

/**
 * An administrator of the node wants nothing to be started on it for a while. What runs already runs on.
 *
 * @param reason in the administrator's words, at most 1,024 characters
 * @param since by the node's clock
 * @param until by the node's clock: then it ends by itself
 */
public record NodePause(String reason, Instant since, Instant until) {}
