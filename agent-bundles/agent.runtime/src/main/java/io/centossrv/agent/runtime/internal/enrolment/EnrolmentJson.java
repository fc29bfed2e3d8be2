// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The JSON of an enrolment: objects whose values of interest are texts and numbers. */
final class EnrolmentJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EnrolmentJson() {}

    /** Returns an object of these names and texts. */
    static String write(Map<String, String> texts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : texts.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Returns the object's texts and numbers by name; what else is in it is passed over. */
    static Map<String, String> read(byte[] text) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    values.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return values;
    }
}
