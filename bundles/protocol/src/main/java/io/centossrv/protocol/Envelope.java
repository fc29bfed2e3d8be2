// SPDX-License-Identifier: Apache-2.0
package io.centossrv.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes over a link, CBOR (RFC 8949). The set is closed: new needs are new payload types, not new envelopes. Readers
 * ignore fields that they don't know.
 */
public sealed interface Envelope {
    /**
     * The agent's first message on a link.
     *
     * @param protocol the envelope's major version, 1
     * @param agentVersion of the agent's distribution
     * @param bootId the kernel's boot id
     * @param sentAt by the agent's clock
     * @param types wire names of the payload types that the agent can take
     * @param nextReport the number that its next report will have
     * @param machineId machine-id(5) of its host; agents of 0.1.0 and later
     * @param dmiUuid product UUID of its host's firmware, in lower case, where the agent may read it
     * @param instance drawn at random at the start of the agent's process: two at once are two agents
     */
    record Hello(
            int protocol,
            String agentVersion,
            String bootId,
            Instant sentAt,
            List<String> types,
            long nextReport,
            Optional<String> machineId,
            Optional<String> dmiUuid,
            Optional<String> instance)
            implements Envelope {
        /** Makes one that says nothing of its machine. */
        public Hello(
                int protocol, String agentVersion, String bootId, Instant sentAt, List<String> types, long nextReport) {
            this(
                    protocol,
                    agentVersion,
                    bootId,
                    sentAt,
                    types,
                    nextReport,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * The control plane's answer to Hello; only after it is the link up.
     *
     * @param protocol the envelope's major version, 1
     * @param serverVersion of the control plane
     * @param sentAt by the control plane's clock
     * @param acknowledged the highest report number that is committed: the agent forgets up to it
     * @param heartbeatSeconds how often it wants a heartbeat
     */
    record Welcome(int protocol, String serverVersion, Instant sentAt, long acknowledged, int heartbeatSeconds)
            implements Envelope {}

    /** Says that the agent lives; not answered. */
    record Heartbeat(Instant sentAt) implements Envelope {}

    /**
     * A question.
     *
     * @param id unique on this link and direction
     * @param type wire name of the payload's type
     * @param payload CBOR
     * @param traceparent W3C Trace Context
     */
    record Request(long id, String type, byte[] payload, Optional<String> traceparent) implements Envelope {}

    /**
     * The answer to a question.
     *
     * @param id the question's
     * @param outcome {@code answered}, {@code rejected} or {@code failed}
     * @param code of a refusal or failure
     * @param message of a refusal or failure
     * @param payload CBOR, where answered
     */
    record Response(long id, String outcome, Optional<String> code, Optional<String> message, Optional<byte[]> payload)
            implements Envelope {}

    /**
     * News from the agent that must not be lost.
     *
     * @param number from 1, without gaps, per agent; kept in its outbox until acknowledged
     * @param type wire name of the payload's type
     * @param payload CBOR
     * @param traceparent W3C Trace Context
     */
    record Report(long number, String type, byte[] payload, Optional<String> traceparent) implements Envelope {}

    /**
     * Desired state for the agent: the last value of a key wins within an epoch.
     *
     * @param epoch rises when the control plane was restored from a backup
     * @param version rises with each value of the key
     * @param key what it is about
     * @param type wire name of the payload's type
     * @param payload CBOR
     */
    record Replicate(long epoch, long version, String key, String type, byte[] payload) implements Envelope {}

    /**
     * Reports are committed, or refused for good: the agent forgets them.
     *
     * @param number all up to this one
     * @param beyond also these above it, which others that wait, such as for their handler, don't hold up
     * @param refused those among them that a handler refused
     */
    record Ack(long number, List<Long> beyond, List<Refusal> refused) implements Envelope {}

    /**
     * A report that was refused for good.
     *
     * @param number the report's
     * @param code why
     * @param message why, in words
     */
    record Refusal(long number, String code, String message) {}

    /** The sender ends the link. */
    record Goodbye(String reason) implements Envelope {}
}
