// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code when} and its like: an expression without braces. It is templated first, so that a variable may hold a
 * condition, and what comes of that is evaluated.
 */
final class Conditions {
    private static final Pattern TESTED =
            Pattern.compile("(hostvars\\[.+\\]|[\\w_]+)\\s+(not\\s+is|is|is\\s+not)\\s+(defined|undefined)");
    private static final Pattern UNDEFINED = Pattern.compile("'(hostvars\\[.+\\]|[\\w_]+)' is undefined");

    private final Templar templar;

    Conditions(Templar templar) {
        this.templar = templar;
    }

    Object value(Object conditions) {
        List<?> all = Items.isList(conditions) ? (List<?>) conditions : Collections.singletonList(conditions);
        Object value = true;
        for (Object condition : all) {
            value = single(condition);
            if (!Truth.of(value)) {
                return value;
            }
        }
        return value;
    }

    private Object single(Object condition) {
        if (condition == null || (condition instanceof CharSequence text && text.length() == 0)) {
            return true;
        }
        if (condition instanceof Boolean truth) {
            return truth;
        }
        Object original = condition;
        try {
            Object templated = templar.template(condition);
            if (!Text.isText(templated) || Text.of(templated).isEmpty()) {
                return templated;
            }
            if (Marked.is(templated, Marked.Mark.UNSAFE)) {
                throw EvaluationError.value("Conditional is marked as unsafe, and cannot be evaluated.");
            }
            condition = templated;
            return evaluated(Text.of(templated), original);
        } catch (UndefinedError e) {
            return decided(Text.of(condition), e);
        }
    }

    private boolean evaluated(String condition, Object original) {
        Object value = templar.template("{% if " + condition + " %} True {% else %} False {% endif %}");
        return switch (Text.of(value).strip()) {
            case "True" -> true;
            case "False" -> false;
            default -> throw EvaluationError.value("unable to evaluate conditional: " + Text.of(original));
        };
    }

    /** A condition that asks whether the missing variable is defined is answered by its being missing. */
    private static boolean decided(String condition, UndefinedError error) {
        Matcher missing = UNDEFINED.matcher(error.getMessage());
        if (missing.find()) {
            Matcher tested = TESTED.matcher(condition);
            while (tested.find()) {
                if (tested.group(1).replace('\'', '"').equals(missing.group(1).replace('\'', '"'))) {
                    boolean shouldExist =
                            tested.group(2).contains("not") != tested.group(3).equals("defined");
                    return !shouldExist;
                }
            }
        }
        throw error;
    }
}
