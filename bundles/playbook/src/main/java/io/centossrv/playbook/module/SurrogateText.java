// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text of UTF-8 in which a byte that is none is U+DC00 plus itself: Python's surrogateescape, which loses nothing. */
public final class SurrogateText {
    private SurrogateText() {}

    /** Returns the bytes of a text, those that were no UTF-8 too; another lone surrogate becomes a question mark. */
    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lone = c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (lone) {
                bytes.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(c & 0xff);
                from = i + 1;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Returns the text of bytes. */
    public static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length == 0) {
                text.append((char) (0xDC00 + (bytes[at] & 0xff)));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    private static int sequence(byte[] bytes, int at) {
        int plain = at;
        while (plain < bytes.length && bytes[plain] >= 0) {
            plain++;
        }
        if (plain > at) {
            return plain - at;
        }
        int first = bytes[at] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
            return 0;
        }
        String one = new String(bytes, at, length, StandardCharsets.UTF_8);
        return one.indexOf('\ufffd') >= 0
                        && !(length == 3
                                && first == 0xef
                                && bytes[at + 1] == (byte) 0xbf
                                && bytes[at + 2] == (byte) 0xbd)
                ? 0
                : length;
    }
}
