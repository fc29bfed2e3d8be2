// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import io.centossrv.protocol.MessageType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that a payload is made of what {@link MessageType} allows. */
final class PayloadShape {
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            byte[].class,
            Instant.class,
            Duration.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            Character.class);

    private final MessageType<?> type;
    private final Set<Class<?>> seen = new HashSet<>();

    private PayloadShape(MessageType<?> type) {
        this.type = type;
    }

    /** Throws {@link IllegalArgumentException}, which names the place, where a type is made of something else. */
    static void check(MessageType<?> type) {
        new PayloadShape(type).record(type.payload());
    }

    private void record(Class<?> record) {
        if (seen.add(record)) {
            for (RecordComponent component : record.getRecordComponents()) {
                check(component.getGenericType(), record.getSimpleName() + "." + component.getName());
            }
        }
    }

    private void check(Type part, String place) {
        if (part instanceof Class<?> plain) {
            checkClass(plain, place);
        } else if (part instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type raw = generic.getRawType();
            require(
                    raw == List.class || raw == Optional.class || (raw == Map.class && arguments[0] == String.class),
                    place);
            check(arguments[arguments.length - 1], place);
        } else {
            require(false, place);
        }
    }

    private void checkClass(Class<?> plain, String place) {
        if (plain.isRecord()) {
            record(plain);
        } else if (plain.isEnum()) {
            require(
                    Arrays.stream(plain.getEnumConstants())
                            .anyMatch(constant -> ((Enum<?>) constant).name().equals("UNKNOWN")),
                    place);
        } else if (plain.isInterface() && plain.isSealed()) {
            List<Class<?>> variants = RecordIntrospector.variants(plain);
            require(variants.size() == plain.getPermittedSubclasses().length, place);
            require(type.variants().containsAll(variants), place);
            variants.forEach(this::record);
        } else {
            require(plain.isPrimitive() || PLAIN.contains(plain), place);
        }
    }

    private void require(boolean allowed, String place) {
        if (!allowed) {
            throw new IllegalArgumentException(
                    "a payload can't be made of this: type=" + type.wireName() + ", at=" + place);
        }
    }
}
