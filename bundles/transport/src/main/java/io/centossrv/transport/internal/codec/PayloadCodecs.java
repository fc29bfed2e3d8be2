// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.centossrv.protocol.MessageType;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Payloads to bytes and back. The classes of each bundle have a mapper of their own, which goes when the bundle goes: a
 * shared one would hold the class loaders of removed plugins. Thread-safe.
 */
public class PayloadCodecs {
    private final Map<ClassLoader, Codec> codecs = new ConcurrentHashMap<>();
    private final long limit;

    /**
     * Makes an empty set.
     *
     * @param limit bytes of a payload
     */
    public PayloadCodecs(long limit) {
        this.limit = limit;
    }

    /** Returns a payload's bytes; throws {@link IllegalArgumentException} where the type or the value is not allowed. */
    public <T extends Record> byte[] encode(MessageType<T> type, T payload) {
        try {
            return codec(type).mapper.writerFor(type.payload()).writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a payload can't be written: type=" + type.wireName(), e);
        }
    }

    /** Returns the payload that the bytes stand for; throws {@link MalformedMessage} where they stand for none. */
    public <T extends Record> T decode(MessageType<T> type, byte[] bytes) {
        if (bytes.length > limit) {
            throw new MalformedMessage("a payload is too long: type=" + type.wireName() + ", bytes=" + bytes.length);
        }
        ObjectReader reader = codec(type).mapper.readerFor(type.payload());
        try {
            T payload = reader.readValue(bytes);
            if (payload == null) {
                throw new MalformedMessage("a payload is null: type=" + type.wireName());
            }
            return payload;
        } catch (MalformedMessage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // of Jackson or the record's constructor; their messages can quote the content
            throw new MalformedMessage("a payload can't be read: type=" + type.wireName() + ", problem="
                    + e.getClass().getSimpleName());
        }
    }

    /** Returns how many mappers are held. */
    public int size() {
        return codecs.size();
    }

    /** Drops the mappers of classes that are gone. */
    protected final void drop(Predicate<ClassLoader> gone) {
        codecs.keySet().removeIf(gone);
    }

    private Codec codec(MessageType<?> type) {
        Codec codec = codecs.computeIfAbsent(
                type.payload().getClassLoader(), loader -> new Codec(Mappers.create(loader, limit)));
        if (!codec.checked.contains(type)) {
            PayloadShape.check(type);
            codec.checked.add(type);
        }
        return codec;
    }

    private static final class Codec {
        private final ObjectMapper mapper;
        private final Set<MessageType<?>> checked = ConcurrentHashMap.newKeySet();

        Codec(ObjectMapper mapper) {
            this.mapper = mapper;
        }
    }
}
