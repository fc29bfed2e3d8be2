// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the mappers of the bus: CBOR (RFC 8949), strict about what it knows, deaf to what it doesn't, bounded. */
final class Mappers {
    private static final int DEPTH = 32;
    private static final int STRING = 2 * 1024 * 1024;
    private static final int NAME = 1024;
    private static final int NUMBER = 100;
    private static final long TOKENS = 200_000;

    private Mappers() {}

    /** Returns a mapper with caches of its own, for the classes that {@code loader} sees. */
    static ObjectMapper create(ClassLoader loader, long documentLimit) {
        CBORFactory factory = CBORFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(STRING)
                        .maxNameLength(NAME)
                        .maxNumberLength(NUMBER)
                        .maxTokenCount(TOKENS)
                        .maxDocumentLength(documentLimit)
                        .build())
                .build();
        CBORMapper mapper = CBORMapper.builder(factory)
                .typeFactory(TypeFactory.createDefaultInstance().withClassLoader(loader))
                .annotationIntrospector(new RecordIntrospector())
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
        for (Class<?> collection : List.of(List.class, Map.class)) {
            mapper.configOverride(collection).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL));
        }
        // a field that an older peer doesn't send is empty, 0 or false
        mapper.configOverride(Optional.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET, Nulls.FAIL));
        for (Class<?> primitive : List.of(
                int.class, long.class, double.class, float.class, short.class, byte.class, boolean.class, char.class)) {
            mapper.configOverride(primitive).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
        }
        mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }
}
