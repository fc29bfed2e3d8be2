// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An event that has no number yet.
 *
 * @param topic noun and what happened, such as {@code node.accepted}
 * @param subject the id of the thing, such as a node's id
 * @param actor the account that caused it, or the component, such as {@code node:web1}
 * @param audit whether it belongs to the audit trail: a deed of a person or a program with a right
 * @param data a JSON object, without secrets, at most 64 KiB
 */
public record EventDraft(String topic, String subject, String actor, boolean audit, String data) {
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final int MAX_DATA = 64 * 1024;

    public EventDraft {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("not a topic: " + topic);
        }
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(actor, "actor");
        if (data.length() > MAX_DATA) {
            throw new IllegalArgumentException("an event holds at most 64 KiB: " + topic);
        }
    }
}
