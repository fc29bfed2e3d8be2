// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.ping;

import io.centossrv.inventory.NodeName;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of pinging a node.
 *
 * @param outcome {@code answered}, {@code timed-out}, {@code unreachable}, {@code rejected}, {@code interrupted},
 *     {@code failed}
 * @param took until the answer
 * @param code of a refusal or failure
 */
public record PingOutcome(NodeId node, NodeName name, String outcome, Optional<Duration> took, Optional<String> code) {}
