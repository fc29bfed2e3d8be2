// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.internal.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads values that may hold no template; what is wrong is collected. */
final class Literals {
    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f");
    private static final long LONGEST_TIMEOUT = Duration.ofDays(7).toSeconds();

    private final List<Mistake> mistakes;

    Literals(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    void add(String code, Value value, String message) {
        mistakes.add(new Mistake(code, value.position(), message));
    }

    void add(String code, Value.Entry entry, String message) {
        mistakes.add(new Mistake(code, entry.at(), message));
    }

    /** Returns whether nothing in a value is a template; says where one is. */
    boolean literal(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.unsafe() || !(scalar.plain() instanceof String text) || literal(text, value);
        }
        boolean all = true;
        if (value instanceof Value.Sequence list) {
            for (Value item : list.items()) {
                all &= literal(item);
            }
        } else if (value instanceof Value.Mapping map) {
            for (Value.Entry entry : map.entries()) {
                all &= literal(entry.key(), entry.value());
                all &= literal(entry.value());
            }
        }
        return all;
    }

    private boolean literal(String text, Value value) {
        if (!text.contains("{{") && !text.contains("{%") && !text.contains("{#")) {
            return true;
        }
        add("template", value, "templates are not supported yet: this takes literal values only");
        return false;
    }

    /** Returns a text; numbers and the like are taken as they print. */
    Optional<String> text(Value.Entry entry) {
        if (!(entry.value() instanceof Value.Scalar scalar)) {
            add(
                    "bad-type",
                    entry.value(),
                    "'" + entry.key() + "' takes a text, not " + entry.value().kind());
            return Optional.empty();
        }
        return literal(scalar) ? scalar.content().map(String::valueOf) : Optional.empty();
    }

    /** Returns true or false, also of Ansible's words for it. */
    Optional<Boolean> flag(Value.Entry entry) {
        if (!literal(entry.value())) {
            return Optional.empty();
        }
        if (entry.value() instanceof Value.Scalar scalar && scalar.content().isPresent()) {
            Object content = scalar.content().get();
            if (content instanceof Boolean flag) {
                return Optional.of(flag);
            }
            String word = content.toString().toLowerCase(Locale.ROOT);
            if (TRUE.contains(word)) {
                return Optional.of(true);
            }
            if (FALSE.contains(word)) {
                return Optional.of(false);
            }
        }
        add("bad-type", entry.value(), "'" + entry.key() + "' takes true or false");
        return Optional.empty();
    }

    /** Returns a condition that is true or false itself. */
    Optional<Boolean> condition(Value.Entry entry) {
        if (entry.value() instanceof Value.Scalar scalar && scalar.plain() instanceof Boolean flag) {
            return Optional.of(flag);
        }
        add(
                "unsupported",
                entry.value(),
                "conditions are not supported yet: '" + entry.key() + "' takes true or false only");
        return Optional.empty();
    }

    /** Returns a number of seconds; 0 means none. */
    Optional<Duration> seconds(Value.Entry entry) {
        if (entry.value() instanceof Value.Scalar scalar
                && scalar.plain() instanceof Long seconds
                && seconds >= 0
                && seconds <= LONGEST_TIMEOUT) {
            return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        }
        add("bad-type", entry.value(), "'" + entry.key() + "' takes a whole number of seconds, at most a week");
        return Optional.empty();
    }
}
