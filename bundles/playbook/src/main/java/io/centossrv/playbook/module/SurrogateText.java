// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.nio.charset.StandardCharsets;

/** Decodes UTF-8; a byte that is none becomes U+DC00 plus itself, Python's surrogateescape. */
final class SurrogateText {
    private SurrogateText() {}

    static String decode(byte[] bytes) {
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
