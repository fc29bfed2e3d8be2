// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arguments written as one text, {@code copy: src=a dest=b} or {@code command: uname -r}, split as Ansible's
 * {@code parsing/splitter} does: at blanks outside quotes, lines kept apart.
 */
final class FreeForm {
    /** What a command's text may hold beside the command. */
    private static final Set<String> OF_COMMANDS = Set.of(
            "creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends");

    private final Map<String, String> options = new LinkedHashMap<>();
    private final StringBuilder rest = new StringBuilder();

    private FreeForm() {}

    /**
     * Splits a text.
     *
     * @param command whether only a command's own options are taken out of it
     * @throws IllegalArgumentException where a quote is not closed
     */
    static FreeForm parse(String text, boolean command) {
        FreeForm form = new FreeForm();
        for (String word : words(text)) {
            int equals = separator(word);
            String key = equals > 0 ? word.substring(0, equals).strip() : "";
            boolean option = equals > 0 && (!command || OF_COMMANDS.contains(key));
            if (option) {
                form.options.put(key, unquote(word.substring(equals + 1).strip()));
            } else {
                if (form.rest.length() > 0 && form.rest.charAt(form.rest.length() - 1) != '\n') {
                    form.rest.append(' ');
                }
                form.rest.append(word.replace("\\=", "="));
            }
        }
        return form;
    }

    /** Returns the {@code k=v} pairs, in order. */
    Map<String, String> options() {
        return options;
    }

    /** Returns what is left. */
    String rest() {
        return rest.toString().strip();
    }

    private static int separator(String word) {
        int equals = word.indexOf('=');
        while (equals > 0 && word.charAt(equals - 1) == '\\') {
            equals = word.indexOf('=', equals + 1);
        }
        return equals;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && !escaped && (c == ' ' || c == '\n')) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                if (c == '\n' && !words.isEmpty()) {
                    int last = words.size() - 1;
                    words.set(last, words.get(last) + "\n");
                }
                continue;
            }
            word.append(c);
            if (!escaped && (c == '"' || c == '\'')) {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            escaped = !escaped && c == '\\';
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    private static String unquote(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(0) == text.charAt(last)
                && text.charAt(last - 1) != '\\';
        return quoted ? text.substring(1, last) : text;
    }
}
