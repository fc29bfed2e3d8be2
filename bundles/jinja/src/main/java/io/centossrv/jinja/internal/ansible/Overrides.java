// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.text.PythonLiteral;
import io.centossrv.jinja.spi.Delimiters;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.util.List;
import java.util.Optional;

/** The syntax of a text where it isn't the usual one: given, or set by a first line {@code #jinja2: trim_blocks: False}. */
public record Overrides(String name, Optional<Syntax> given) {
    private static final String HEADER = "#jinja2:";
    private static final List<String> DELIMITERS = List.of(
            "block_start_string",
            "block_end_string",
            "variable_start_string",
            "variable_end_string",
            "comment_start_string",
            "comment_end_string");
    private static final Overrides NONE = new Overrides("<template>", Optional.empty());

    /** Returns those of a text of a playbook. */
    public static Overrides none() {
        return NONE;
    }

    /** A text without its header, and its syntax; empty where it is the usual one. */
    public record Split(String text, Optional<Syntax> syntax) {}

    /** Takes a header off. */
    public Split split(String source, Syntax usual) {
        if (!source.startsWith(HEADER)) {
            return new Split(source, given);
        }
        int end = source.indexOf('\n');
        String header = source.substring(HEADER.length(), end < 0 ? source.length() : end);
        Syntax syntax = given.orElse(usual);
        for (String pair : header.split(",")) {
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw EvaluationError.value("failed to parse jinja2 override '" + pair.strip()
                        + "'. Did you use something different from colon as key-value separator?");
            }
            Object value = PythonLiteral.read(pair.substring(colon + 1).strip())
                    .orElseThrow(
                            () -> EvaluationError.value("the override '" + pair.strip() + "' has no literal value"))
                    .value();
            syntax = with(syntax, pair.substring(0, colon).strip(), value);
        }
        return new Split(end < 0 ? "" : source.substring(end + 1), Optional.of(syntax));
    }

    private static Syntax with(Syntax old, String key, Object value) {
        return switch (key) {
            case "trim_blocks" -> old.withTrimBlocks(Truth.of(value));
            case "lstrip_blocks" -> old.withLstripBlocks(Truth.of(value));
            case "keep_trailing_newline" -> old.withKeepTrailingNewline(Truth.of(value));
            default -> old.withDelimiters(with(old.delimiters(), key, Text.of(value)));
        };
    }

    private static Delimiters with(Delimiters old, String key, String value) {
        String[] all = {
            old.blockStart(),
            old.blockEnd(),
            old.variableStart(),
            old.variableEnd(),
            old.commentStart(),
            old.commentEnd()
        };
        int index = DELIMITERS.indexOf(key);
        if (index < 0) {
            throw EvaluationError.value("the override '" + key + "' is not known");
        }
        all[index] = value;
        try {
            return new Delimiters(all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (IllegalArgumentException e) {
            throw EvaluationError.value("the override '" + key + "' can't be '" + value + "': " + e.getMessage());
        }
    }
}
