// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes an event's data. */
final class EventData {
    private static final JsonFactory JSON = new JsonFactory();

    private EventData() {}

    /** Returns a JSON object of these names and texts, given in turn. */
    static String of(String... namesAndTexts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                json.writeStringField(namesAndTexts[i], namesAndTexts[i + 1]);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
