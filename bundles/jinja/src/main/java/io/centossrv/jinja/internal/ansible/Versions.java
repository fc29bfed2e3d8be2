// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code version}: compares as Python's LooseVersion and StrictVersion, or by semver.org. */
final class Versions {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("==", "eq"),
            Map.entry("=", "eq"),
            Map.entry("eq", "eq"),
            Map.entry("<", "lt"),
            Map.entry("lt", "lt"),
            Map.entry("<=", "le"),
            Map.entry("le", "le"),
            Map.entry(">", "gt"),
            Map.entry("gt", "gt"),
            Map.entry(">=", "ge"),
            Map.entry("ge", "ge"),
            Map.entry("!=", "ne"),
            Map.entry("<>", "ne"),
            Map.entry("ne", "ne"));
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+|\\.");
    private static final Pattern STRICT = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
    private static final Pattern SEMANTIC = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+[0-9a-zA-Z.-]+)?");
    private static final Signature COMPARE =
            Signature.of("version_compare", "version", "operator=", "strict=", "version_type=");

    private Versions() {}

    static boolean test(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = COMPARE.bind(arguments);
        if (bound.get("strict") != null && bound.get("version_type") != null) {
            throw EvaluationError.value("Cannot specify both 'strict' and 'version_type'");
        }
        if (!Truth.of(value)) {
            throw EvaluationError.value("Input version value cannot be empty");
        }
        if (!Truth.of(bound.get("version"))) {
            throw EvaluationError.value("Version parameter to compare against cannot be empty");
        }
        String type = bound.truth("strict", false) ? "strict" : bound.text("version_type", "loose");
        String operator = OPERATORS.get(bound.text("operator", "eq"));
        if (operator == null) {
            throw EvaluationError.value("Invalid operator type (" + bound.text("operator", "eq") + ")");
        }
        int order = compare(type, Text.of(value), Text.of(bound.get("version")));
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "lt" -> order < 0;
            case "le" -> order <= 0;
            case "gt" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compare(String type, String left, String right) {
        return switch (type) {
            case "loose" -> compareLoose(left, right);
            case "strict" -> compareStrict(strict(left), strict(right));
            case "semver", "semantic" -> compareSemantic(semantic(left), semantic(right));
            case "pep440" -> compareLoose(left.replaceFirst("^v", ""), right.replaceFirst("^v", ""));
            default ->
                throw EvaluationError.value("Invalid version type (" + type
                        + "). Must be one of 'loose', 'strict', 'semver', 'semantic', 'pep440'");
        };
    }

    private static int compareLoose(String left, String right) {
        try {
            return Comparison.compare(loose(left), loose(right), "<");
        } catch (EvaluationError e) {
            throw EvaluationError.value("Version comparison failed: " + e.getMessage(), e);
        }
    }

    /** Returns runs of digits as numbers, and what is between them as texts; dots only part. */
    private static List<Object> loose(String version) {
        List<Object> parts = new ArrayList<>();
        Matcher part = PART.matcher(version);
        int last = 0;
        while (part.find()) {
            if (part.start() > last) {
                parts.add(version.substring(last, part.start()));
            }
            last = part.end();
            if (!part.group().equals(".")) {
                parts.add(
                        Character.isDigit(part.group().charAt(0))
                                ? Numbers.of(new BigInteger(part.group()))
                                : part.group());
            }
        }
        if (last < version.length()) {
            parts.add(version.substring(last));
        }
        return parts;
    }

    private static Matcher strict(String version) {
        Matcher matcher = STRICT.matcher(version);
        if (!matcher.matches()) {
            throw EvaluationError.value("Version comparison failed: invalid version number '" + version + "'");
        }
        return matcher;
    }

    private static int compareStrict(Matcher left, Matcher right) {
        for (int i = 1; i <= 3; i++) {
            int order = number(left.group(i)).compareTo(number(right.group(i)));
            if (order != 0) {
                return order;
            }
        }
        String first = left.group(4);
        String second = right.group(4);
        if (first == null || second == null) {
            return Boolean.compare(first == null, second == null);
        }
        int order = first.compareTo(second);
        return order != 0 ? order : number(left.group(5)).compareTo(number(right.group(5)));
    }

    private static BigInteger number(String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static Matcher semantic(String version) {
        Matcher matcher = SEMANTIC.matcher(version);
        if (!matcher.matches()) {
            throw EvaluationError.value("Version comparison failed: invalid semantic version '" + version + "'");
        }
        return matcher;
    }

    /** By semver.org, 11. */
    private static int compareSemantic(Matcher left, Matcher right) {
        for (int i = 1; i <= 3; i++) {
            int order = number(left.group(i)).compareTo(number(right.group(i)));
            if (order != 0) {
                return order;
            }
        }
        if (left.group(4) == null || right.group(4) == null) {
            return Boolean.compare(left.group(4) == null, right.group(4) == null);
        }
        String[] first = left.group(4).split("\\.");
        String[] second = right.group(4).split("\\.");
        for (int i = 0; i < Math.min(first.length, second.length); i++) {
            int order = compareIdentifiers(first[i], second[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(first.length, second.length);
    }

    private static int compareIdentifiers(String left, String right) {
        boolean first = left.matches("\\d+");
        boolean second = right.matches("\\d+");
        if (first && second) {
            return number(left).compareTo(number(right));
        }
        return first == second ? left.compareTo(right) : first ? -1 : 1;
    }
}
