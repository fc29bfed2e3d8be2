// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import io.centossrv.jinja.regex.GuardedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** {@code contains} of {@code find}: an expression at the beginning of a line, or anywhere in the whole file. */
final class ContentSearch {
    private static final long LARGEST_WHOLE = 64L * 1024 * 1024;
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final Pattern pattern;
    private final boolean whole;
    private final GuardedText.Budget budget;

    ContentSearch(Pattern pattern, boolean whole, GuardedText.Budget budget) {
        this.pattern = pattern;
        this.whole = whole;
        this.budget = budget;
    }

    /** Returns whether it is in a file; in one that is no text in UTF-8 it is not, as with Ansible. */
    boolean isIn(Path file) throws IOException {
        if (whole && Files.size(file) > LARGEST_WHOLE) {
            throw new IOException("larger than 64 MiB, which read_whole_file takes");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return whole ? matches(all(reader), true) : anyLine(reader);
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    private boolean anyLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = reader.read(); one >= 0; one = reader.read()) {
            if (one == '\r') {
                reader.mark(1);
                if (reader.read() != '\n') {
                    reader.reset();
                }
                one = '\n';
            }
            line.append((char) one);
            if (one == '\n') {
                if (matches(line.toString(), false)) {
                    return true;
                }
                line.setLength(0);
            } else if (line.length() > LONGEST_LINE) {
                return matches(line.toString(), false);
            }
        }
        return !line.isEmpty() && matches(line.toString(), false);
    }

    private static String all(BufferedReader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            text.append(buffer, 0, count);
        }
        return text.toString().replace("\r\n", "\n").replace('\r', '\n');
    }

    private boolean matches(String text, boolean anywhere) {
        var matcher = pattern.matcher(new GuardedText(text, budget));
        return anywhere ? matcher.find() : matcher.lookingAt();
    }
}
