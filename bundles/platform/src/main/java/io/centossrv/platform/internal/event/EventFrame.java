// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.persistence.Event;

/** The text of what the stream sends. */
final class EventFrame {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventFrame() {}

    static String of(Event event) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("sequence", event.sequence());
        frame.put("at", event.at().toString());
        frame.put("topic", event.topic());
        frame.put("subject", event.subject());
        frame.put("actor", event.actor());
        frame.put("audit", event.audit());
        try {
            frame.set("data", JSON.readTree(event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event holds data that is no JSON. sequence=" + event.sequence(), e);
        }
        return frame.toString();
    }

    static String gap(long from, long to) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.putObject("gap").put("from", from).put("to", to);
        return frame.toString();
    }
}
