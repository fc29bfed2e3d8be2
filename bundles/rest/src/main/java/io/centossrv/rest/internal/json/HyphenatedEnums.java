// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes and reads {@code TIMED_OUT} as {@code timed-out}, for each enum. */
final class HyphenatedEnums extends SimpleModule {
    private static final long serialVersionUID = 1L;

    HyphenatedEnums() {
        super("hyphenated-enums");
        addSerializer(new Values());
        addKeySerializer(Enum.class, new Keys());
        setDeserializers(new Readers());
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> texts(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> text((Enum<?>) value))
                .toList();
    }

    private static final class Values extends StdScalarSerializer<Enum<?>> {
        private static final long serialVersionUID = 1L;

        Values() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text(value));
        }
    }

    @SuppressWarnings("rawtypes") // Jackson asks for a serializer of the raw class
    private static final class Keys extends StdScalarSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        Keys() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(text((Enum<?>) value));
        }
    }

    private static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return new Reader(type);
        }
    }

    private static final class Reader extends StdScalarDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        Reader(Class<?> type) {
            super(type);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getValueAsString();
            for (Object value : handledType().getEnumConstants()) {
                if (text((Enum<?>) value).equals(text)) {
                    return value;
                }
            }
            return context.handleWeirdStringValue(handledType(), text, "not one of %s", texts(handledType()));
        }
    }
}
