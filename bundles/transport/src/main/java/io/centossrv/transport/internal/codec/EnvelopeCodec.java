// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.centossrv.protocol.Envelope;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Envelopes to frames and back. Thread-safe. */
public final class EnvelopeCodec {
    /** The major version of the envelope that this code speaks. */
    public static final int PROTOCOL = 1;

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z]{1,40}");
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final long limit;

    /**
     * Makes a codec.
     *
     * @param limit bytes of a frame
     */
    public EnvelopeCodec(long limit) {
        this.limit = limit;
        var mapper = Mappers.create(Envelope.class.getClassLoader(), limit);
        JavaType envelope = mapper.constructType(Envelope.class);
        reader = mapper.readerFor(envelope);
        writer = mapper.writerFor(envelope);
    }

    /** Returns the frame of an envelope; it may be longer than the limit, which the sender checks. */
    public byte[] encode(Envelope envelope) {
        try {
            return writer.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an envelope can't be written", e);
        }
    }

    /**
     * Returns the envelope of a frame; empty for a kind that a newer peer has added, which is to be ignored.
     *
     * @throws MalformedMessage where it is no envelope
     */
    public Optional<Envelope> decode(byte[] frame) {
        if (frame.length > limit) {
            throw new MalformedMessage("a frame is too long: bytes=" + frame.length);
        }
        try {
            Envelope envelope = reader.readValue(frame);
            if (envelope == null) {
                throw new MalformedMessage("a frame is null");
            }
            return Optional.of(envelope);
        } catch (InvalidTypeIdException e) {
            if (e.getTypeId() != null && KIND.matcher(e.getTypeId()).matches()) {
                return Optional.empty();
            }
            throw new MalformedMessage("a frame has no kind");
        } catch (MalformedMessage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // of Jackson, which throws more than it says, and whose message can quote the content
            throw new MalformedMessage(
                    "a frame can't be read: problem=" + e.getClass().getSimpleName());
        }
    }

    /** Returns the longest frame. */
    public long limit() {
        return limit;
    }
}
