// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.secret;

import io.centossrv.playbook.module.KeptOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts asterisks in the place of secrets, in whatever a job tells. Immutable. */
public final class Mask {
    /** Hides nothing. */
    public static final Mask NONE = new Mask(List.of());

    private static final String HIDDEN = "********";
    private static final byte[] HIDDEN_BYTES = HIDDEN.getBytes(StandardCharsets.US_ASCII);

    private final List<String> texts;
    private final List<byte[]> secrets;
    private final boolean[] first = new boolean[256];

    private Mask(Collection<String> values) {
        // The longest first: another one may begin with it.
        texts = values.stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        secrets = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        secrets.forEach(secret -> first[secret[0] & 0xff] = true);
    }

    /** Returns one that hides these values. */
    public static Mask of(Collection<String> values) {
        return values.isEmpty() ? NONE : new Mask(values);
    }

    /** Returns whether there is nothing to hide. */
    public boolean hidesNothing() {
        return texts.isEmpty();
    }

    /** Returns a text without secrets. */
    public String text(String text) {
        String masked = text;
        for (String secret : texts) {
            masked = masked.replace(secret, HIDDEN);
        }
        return masked;
    }

    /** Returns what was kept of a stream without secrets, nor what the cut has left of one. */
    public KeptOutput kept(KeptOutput output) {
        if (hidesNothing()) {
            return output;
        }
        boolean cut = output.dropped() > 0;
        ByteArrayOutputStream head = new ByteArrayOutputStream(output.head().length);
        int held = scan(output.head(), output.head().length, cut, head);
        if (held > 0) {
            head.writeBytes(HIDDEN_BYTES);
        }
        ByteArrayOutputStream tail = new ByteArrayOutputStream(output.tail().length);
        int rest = cut ? remainder(output.tail()) : 0;
        if (rest > 0) {
            tail.writeBytes(HIDDEN_BYTES);
        }
        byte[] after = Arrays.copyOfRange(output.tail(), rest, output.tail().length);
        scan(after, after.length, false, tail);
        return new KeptOutput(head.toByteArray(), output.dropped(), tail.toByteArray());
    }

    /**
     * Copies bytes without secrets.
     *
     * @param more whether bytes follow: then what may be the beginning of a secret is not copied
     * @return how many bytes at the end were not copied
     */
    int scan(byte[] bytes, int length, boolean more, ByteArrayOutputStream out) {
        int plain = 0;
        int at = 0;
        while (at < length) {
            if (!first[bytes[at] & 0xff]) {
                at++;
                continue;
            }
            int found = 0;
            for (byte[] secret : secrets) {
                int same = same(bytes, at, length, secret);
                if (same == secret.length) {
                    found = same;
                    break;
                } else if (more && at + same == length) {
                    out.write(bytes, plain, at - plain);
                    return length - at;
                }
            }
            if (found == 0) {
                at++;
            } else {
                out.write(bytes, plain, at - plain);
                out.writeBytes(HIDDEN_BYTES);
                at += found;
                plain = at;
            }
        }
        out.write(bytes, plain, length - plain);
        return 0;
    }

    private static int same(byte[] bytes, int at, int length, byte[] secret) {
        int most = Math.min(secret.length, length - at);
        int mismatch = Arrays.mismatch(bytes, at, at + most, secret, 0, most);
        return mismatch < 0 ? most : mismatch;
    }

    /** Returns how many bytes at the beginning may be the end of a secret. */
    private int remainder(byte[] tail) {
        int longest = 0;
        for (byte[] secret : secrets) {
            for (int size = Math.min(secret.length - 1, tail.length); size > longest; size--) {
                if (Arrays.equals(tail, 0, size, secret, secret.length - size, secret.length)) {
                    longest = size;
                }
            }
        }
        return longest;
    }

    /** Values are secret. */
    @Override
    public String toString() {
        return "Mask[" + texts.size() + "]";
    }
}
