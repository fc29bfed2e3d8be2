// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import java.time.Instant;
import java.util.UUID;

/**
 * Nothing is started on the nodes of a target until the freeze is lifted.
 *
 * @param id of the freeze
 * @param target which nodes, also those that it selects later
 * @param reason in words
 * @param actor the account that froze them
 * @param at by the control plane's clock
 */
public record Freeze(UUID id, String target, String reason, String actor, Instant at) {}
