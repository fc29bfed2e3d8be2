// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Event;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The chain over the audit rows. A row's hash is the SHA-256 of the hash before it and of the row: the number, the time in
 * microseconds since 1970, then topic, subject, actor and data, each as the count of its UTF-8 bytes and the bytes; numbers
 * are big-endian. Whoever changes, removes or inserts a row has to change every later hash as well.
 */
final class AuditChain {
    private AuditChain() {}

    /** Returns the hash of an audit row. */
    static byte[] next(byte[] before, Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before);
            out.writeLong(event.sequence());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, event.at()));
            write(out, event.topic());
            write(out, event.subject());
            write(out, event.actor());
            write(out, event.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
