// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.centossrv.persistence.EventDraft;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The events of this domain; all belong to the audit trail, and none ever holds a password. */
final class AccessEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private AccessEvents() {}

    static EventDraft accountMade(String account) {
        return event("account.made", account, "access", "{}");
    }

    static EventDraft login(String account, String source) {
        return event("access.login", account, account, source(source));
    }

    /** The name that was typed is not in it unless it is an account's: people type passwords into the wrong field. */
    static EventDraft loginFailed(String account, String source) {
        return event("access.login-failed", account, "access", source(source));
    }

    private static EventDraft event(String topic, String subject, String actor, String data) {
        return new EventDraft(topic, subject, actor, true, data);
    }

    private static String source(String source) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("source", source);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
