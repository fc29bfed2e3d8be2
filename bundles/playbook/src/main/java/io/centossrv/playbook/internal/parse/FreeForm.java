// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arguments written as one text, {@code copy: src=a dest=b} or {@code command: uname -r}, as Ansible's parse_kv reads it. */
public final class FreeForm {
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
     * @throws IllegalArgumentException where a quote or a template is not closed
     */
    public static FreeForm parse(String text, boolean command) {
        FreeForm form = new FreeForm();
        for (String written : FreeFormWords.split(text)) {
            String word = Escapes.decoded(written);
            int equals = separator(word);
            if (equals < 0 && word.indexOf('=') >= 0) {
                form.add(word.replace("\\=", "="));
            } else if (equals < 0 || (command && !OF_COMMANDS.contains(word.substring(0, equals)))) {
                form.add(written);
            } else {
                form.options.put(
                        word.substring(0, equals).strip(),
                        unquote(word.substring(equals + 1).strip()));
            }
        }
        return form;
    }

    /** Returns the first word of a text, and what follows it. */
    public static List<String> head(String text) {
        List<String> words = FreeFormWords.split(text);
        return words.isEmpty()
                ? List.of("", "")
                : List.of(words.get(0).strip(), String.join(" ", words.subList(1, words.size())));
    }

    /** Returns the {@code k=v} pairs, in order. */
    public Map<String, String> options() {
        return options;
    }

    /** Returns what is left. */
    public String rest() {
        return rest.toString();
    }

    private void add(String word) {
        if (rest.length() > 0 && rest.charAt(rest.length() - 1) != '\n') {
            rest.append(' ');
        }
        rest.append(word);
    }

    /** The first sign of equality that is not escaped; it may not be the first character either. */
    private static int separator(String word) {
        int equals = word.indexOf('=', 1);
        while (equals > 0 && word.charAt(equals - 1) == '\\') {
            equals = word.indexOf('=', equals + 1);
        }
        return equals;
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
