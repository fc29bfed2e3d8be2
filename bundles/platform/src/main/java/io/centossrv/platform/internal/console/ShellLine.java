// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a line into the stages of a pipeline and these into words. Knows spaces, {@code '…'}, {@code "…"}, a backslash
 * and {@code |}, and nothing else: what the shell's own language does with {@code $}, {@code {}}, {@code ()},
 * {@code <} and {@code >} (variables, closures, calls of Java methods, files) must not be reachable from a line.
 */
final class ShellLine {
    static final ErrorCode INVALID = new ErrorCode("usage", ErrorKind.USER);

    private final String line;
    private final List<List<String>> stages = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private Optional<StringBuilder> word = Optional.empty();

    private ShellLine(String line) {
        this.line = line;
    }

    /** Returns the stages; a stage has at least one word. An empty line has no stages. */
    static List<List<String>> split(String line) {
        ShellLine shellLine = new ShellLine(line);
        shellLine.read();
        return shellLine.stages;
    }

    /** Returns all words of the last stage; the last one is empty where the line ends with a space. */
    static List<String> unfinished(String line) {
        ShellLine shellLine = new ShellLine(line);
        shellLine.scan();
        shellLine.open();
        shellLine.endWord();
        return shellLine.words;
    }

    private void read() {
        scan();
        endWord();
        if (words.isEmpty()) {
            if (!stages.isEmpty()) {
                throw new CentossrvException(INVALID, "Nothing follows the last '|'.");
            }
            return;
        }
        stages.add(words);
    }

    private void scan() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '|' -> endStage();
                case '\'' -> i = quoted(i, '\'');
                case '"' -> i = quoted(i, '"');
                case '\\' -> {
                    i++;
                    open().append(at(i));
                }
                default -> open().append(c);
            }
        }
    }

    private int quoted(int start, char quote) {
        StringBuilder text = open();
        int i = start + 1;
        while (at(i) != quote) {
            if (quote == '"' && at(i) == '\\') {
                i++;
            }
            text.append(at(i));
            i++;
        }
        return i;
    }

    private char at(int index) {
        if (index >= line.length()) {
            throw new CentossrvException(INVALID, "The line ends inside of a quote or after a backslash.");
        }
        return line.charAt(index);
    }

    private StringBuilder open() {
        if (word.isEmpty()) {
            word = Optional.of(new StringBuilder());
        }
        return word.get();
    }

    private void endWord() {
        word.ifPresent(text -> words.add(text.toString()));
        word = Optional.empty();
    }

    private void endStage() {
        endWord();
        if (words.isEmpty()) {
            throw new CentossrvException(INVALID, "Nothing stands before a '|'.");
        }
        stages.add(words);
        words = new ArrayList<>();
    }
}
