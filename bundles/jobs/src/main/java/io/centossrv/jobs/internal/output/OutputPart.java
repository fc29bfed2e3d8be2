// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.output;

import io.centossrv.protocol.NodeId;
import java.time.Instant;

/**
 * A part of what a running job prints on a node.
 *
 * @param sequence rises with each part of all jobs
 * @param node on which node
 * @param name the node's name
 * @param task index of the task
 * @param stream {@code stdout} or {@code stderr}
 * @param offset of its first byte in the stream
 * @param dropped how many bytes directly before it are not shown
 * @param text what was printed, control characters included; bytes that are no text are U+FFFD
 * @param at by the control plane's clock
 */
public record OutputPart(
        long sequence,
        NodeId node,
        String name,
        int task,
        String stream,
        long offset,
        long dropped,
        String text,
        Instant at) {}
