// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import io.centossrv.inventory.internal.target.Target.Attribute;
import io.centossrv.inventory.internal.target.Target.Kind;
import io.centossrv.inventory.internal.target.Target.Operator;
import io.centossrv.inventory.internal.target.TargetTokens.Token;
import io.centossrv.inventory.internal.version.Evr;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions: {@code tag:env=prod}, {@code role:web}, {@code fact:os.major>=9}, {@code pkg:openssl<1:3.0.7-27.el9}. */
final class Conditions {
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z]+):([A-Za-z0-9._+*?\\[\\]-]*)(?:(=~|!=|<=|>=|=|<|>)(.*))?", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");
    private static final Pattern ORDERED = Pattern.compile("-?[0-9][A-Za-z0-9._+~^:-]{0,63}");
    private static final int MAX_VALUE = 255;
    private static final Map<String, Kind> KINDS =
            Map.of("tag", Kind.TAG, "meta", Kind.META, "fact", Kind.FACT, "pkg", Kind.PKG);
    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "<", Operator.LESS,
            "<=", Operator.AT_MOST,
            ">", Operator.GREATER,
            ">=", Operator.AT_LEAST,
            "=~", Operator.MATCHES);

    private final String target;
    private final Token token;

    private Conditions(String target, Token token) {
        this.target = target;
        this.token = token;
    }

    static Target parse(String target, Token token) {
        return new Conditions(target, token).parse();
    }

    private Target parse() {
        Matcher shape = SHAPE.matcher(token.text());
        if (!shape.matches()) {
            throw at(
                    token.text().indexOf(':') + 1,
                    "a name of letters, digits, '.', '_' and '-' is missing, or what follows it is no operator"
                            + " (=, !=, <, <=, >, >=, =~).");
        }
        String prefix = shape.group(1).toLowerCase(Locale.ROOT);
        int keyAt = shape.start(2);
        if (prefix.equals("role") || prefix.equals("site")) {
            return placed(prefix, shape.group(2), keyAt, shape.start(3));
        }
        Kind kind = KINDS.get(prefix);
        if (kind == null) {
            throw at(0, "there is no '" + prefix + ":'; there are tag:, role:, meta:, site:, fact: and pkg:.");
        }
        String key = shape.group(2);
        if (!(kind == Kind.PKG ? PACKAGE : KEY).matcher(key).matches()) {
            throw at(
                    keyAt,
                    "after '" + prefix + ":' a name is missing, or it is not of letters, digits, '.', '_' and '-'.");
        }
        if (shape.group(3) == null) {
            return new Attribute(kind, key, Operator.PRESENT, Optional.empty());
        }
        return compared(kind, key, shape.group(3), shape.group(4), shape.start(4));
    }

    /** A role or site: a glob, and no operator. */
    private Target placed(String prefix, String pattern, int keyAt, int operatorAt) {
        if (operatorAt >= 0) {
            throw at(operatorAt, "write " + prefix + ":NAME; a " + prefix + " is not compared.");
        }
        if (pattern.isEmpty() || pattern.indexOf('+') >= 0) {
            throw at(keyAt, "after '" + prefix + ":' a name or pattern is missing.");
        }
        String lower = pattern.toLowerCase(Locale.ROOT);
        GlobSyntax.problem(lower).ifPresent(problem -> {
            throw at(keyAt + problem.offset(), problem.message());
        });
        return prefix.equals("role") ? new Target.Role(lower) : new Target.Site(lower);
    }

    private Target compared(Kind kind, String key, String operator, String written, int valueAt) {
        String value = value(written, valueAt);
        if (operator.equals("!=")) {
            checkOperand(kind, Operator.EQUAL, value, valueAt);
            Target not = new Target.Not(new Attribute(kind, key, Operator.EQUAL, Optional.of(value)));
            // Of a package that is not there no version is another one.
            return kind == Kind.PKG
                    ? new Target.And(List.of(new Attribute(kind, key, Operator.PRESENT, Optional.empty()), not))
                    : not;
        }
        checkOperand(kind, OPERATORS.get(operator), value, valueAt);
        return new Attribute(kind, key, OPERATORS.get(operator), Optional.of(value));
    }

    private void checkOperand(Kind kind, Operator operator, String value, int valueAt) {
        if (operator == Operator.MATCHES) {
            RegexSyntax.problem(value).ifPresent(problem -> {
                throw at(valueAt, problem);
            });
        } else if (kind == Kind.PKG && Evr.parse(value).isEmpty()) {
            throw at(valueAt, "'" + value + "' is no version; write [EPOCH:]VERSION[-RELEASE], as rpm shows it.");
        } else if (operator != Operator.EQUAL && !ORDERED.matcher(value).matches()) {
            throw at(
                    valueAt,
                    "'" + value + "' has no place in an order; write a number or a version that begins with one.");
        }
    }

    private String value(String written, int valueAt) {
        String value = written;
        if (written.startsWith("\"")) {
            if (written.length() < 2 || !written.endsWith("\"") || hasInnerQuote(written)) {
                throw at(valueAt, "after the closing '\"' a space or ')' is missing.");
            }
            value = written.substring(1, written.length() - 1).replace("\\\"", "\"");
        } else if (written.indexOf('"') >= 0) {
            throw at(valueAt + written.indexOf('"'), "put the whole value between '\"'.");
        }
        if (value.isEmpty() && !written.startsWith("\"")) {
            throw at(valueAt, "after the operator a value is missing.");
        }
        if (value.length() > MAX_VALUE) {
            throw at(valueAt, "a value has at most " + MAX_VALUE + " characters.");
        }
        if (value.chars().anyMatch(c -> c < ' ' || Character.isSurrogate((char) c))) {
            throw at(valueAt, "a value has no control characters.");
        }
        return value;
    }

    private static boolean hasInnerQuote(String written) {
        for (int at = 1; at < written.length() - 1; at++) {
            if (written.charAt(at) == '"' && written.charAt(at - 1) != '\\') {
                return true;
            }
        }
        return false;
    }

    private RuntimeException at(int offset, String problem) {
        return TargetSyntax.error(target, token.offset() + offset, problem);
    }
}
