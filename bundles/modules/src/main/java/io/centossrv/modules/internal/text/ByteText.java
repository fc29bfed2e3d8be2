// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.SurrogateText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of which each character is a byte. Files are edited as such, and expressions look at such: what is no UTF-8 stays
 * as it is, and means what it means to Python, which edits bytes.
 */
final class ByteText {
    private ByteText() {}

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns the bytes of a task's text. */
    static String of(String text) {
        return of(SurrogateText.encode(text));
    }

    static byte[] bytes(String byteText) {
        return byteText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns what people are shown. */
    static String shown(String byteText) {
        return SurrogateText.decode(bytes(byteText));
    }

    /** Returns the lines with what ends them, which is a newline. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /** Returns the lines with what ends them, which may be a carriage return too. */
    static List<String> linesOfAnyEnd(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : lines(text)) {
            int from = 0;
            for (int at = line.indexOf('\r'); at >= 0 && at < line.length() - 1; at = line.indexOf('\r', at + 1)) {
                if (line.charAt(at + 1) != '\n') {
                    lines.add(line.substring(from, at + 1));
                    from = at + 1;
                }
            }
            lines.add(line.substring(from));
        }
        return lines;
    }

    /** Returns a line without what ends it. */
    static String bare(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }
}
