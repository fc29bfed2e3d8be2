// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Test;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests that Ansible adds.
 *
 * @see <a href="https://docs.ansible.com/ansible-core/2.14/collections/ansible/builtin/index.html#test-plugins">
 *     Ansible, test plugins</a>
 */
public final class AnsibleTests {
    private static final Set<String> YES = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
    private static final Set<String> NO = Set.of("n", "no", "off", "0", "false", "f", "0.0");
    private static final Pattern URI = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?.*");
    private static final Signature REGEX =
            Signature.of("regex", "pattern=", "ignorecase=", "multiline=", "match_type=");
    private static final Signature OTHER = Signature.of("test", "b");
    private static final Signature TRUTHY = Signature.of("truthy", "convert_bool=");
    private static final Signature SCHEMES = Signature.of("is_uri", "schemes=");

    private AnsibleTests() {}

    /** Returns them by name, short and in full. */
    public static Map<String, Test> all() {
        Map<String, Test> all = new HashMap<>(FileTests.all());
        all.putAll(ResultTests.all());
        all.put("match", (value, arguments, evaluation) -> regex(value, arguments, evaluation, "match"));
        all.put("search", (value, arguments, evaluation) -> regex(value, arguments, evaluation, "search"));
        all.put(
                "regex",
                (value, arguments, evaluation) -> regex(
                        value, arguments, evaluation, REGEX.bind(arguments).text("match_type", "search")));
        all.put("version", Versions::test);
        all.put("version_compare", Versions::test);
        all.put("truthy", AnsibleTests::truthy);
        all.put("falsy", (value, arguments, evaluation) -> !truthy(value, arguments, evaluation));
        all.put("any", (value, arguments, evaluation) -> Items.list(value).stream()
                .anyMatch(Truth::of));
        all.put("all", (value, arguments, evaluation) -> Items.list(value).stream()
                .allMatch(Truth::of));
        all.put("contains", (value, arguments, evaluation) -> Comparison.contains(value, other(arguments)));
        List.of("subset", "issubset")
                .forEach(name -> all.put(
                        name,
                        (value, arguments, evaluation) -> within(Items.list(value), Items.list(other(arguments)))));
        List.of("superset", "issuperset")
                .forEach(name -> all.put(
                        name,
                        (value, arguments, evaluation) -> within(Items.list(other(arguments)), Items.list(value))));
        List.of("nan", "isnan").forEach(name -> all.put(name, AnsibleTests::nan));
        all.put("vault_encrypted", (value, arguments, evaluation) -> false);
        all.put("uri", (value, arguments, evaluation) -> isUri(value, arguments, false));
        all.put("url", (value, arguments, evaluation) -> isUri(value, arguments, true));
        all.put("urn", (value, arguments, evaluation) -> Text.of(value)
                .toLowerCase(Locale.ROOT)
                .startsWith("urn:"));
        Map<String, Test> named = new HashMap<>(all);
        all.forEach((name, test) -> {
            named.put("ansible.builtin." + name, test);
            named.put("ansible.legacy." + name, test);
        });
        return named;
    }

    private static Object other(CallArguments arguments) {
        return OTHER.bind(arguments).get("b");
    }

    private static boolean within(Collection<?> part, Collection<?> whole) {
        return part.stream().allMatch(element -> Comparison.contains(whole, element));
    }

    private static boolean regex(Object value, CallArguments arguments, Evaluation evaluation, String way) {
        Signature.Bound bound = REGEX.bind(arguments);
        int flags = (bound.truth("ignorecase", false) ? Pattern.CASE_INSENSITIVE : 0)
                | (bound.truth("multiline", false) ? Pattern.MULTILINE : 0);
        String text = Text.of(value);
        Matcher matcher = evaluation.matcher(bound.text("pattern", ""), flags, text);
        return switch (way) {
            case "match" -> matcher.lookingAt();
            case "fullmatch" -> matcher.matches();
            default -> matcher.find();
        };
    }

    private static boolean truthy(Object value, CallArguments arguments, Evaluation evaluation) {
        boolean convert = TRUTHY.bind(arguments).truth("convert_bool", false);
        Undefined.check(value);
        if (convert && value != null && !(value instanceof Boolean)) {
            String word = Text.of(value).strip().toLowerCase(Locale.ROOT);
            if (YES.contains(word) || NO.contains(word)) {
                return YES.contains(word);
            }
        }
        return Truth.of(value);
    }

    private static boolean nan(Object value, CallArguments arguments, Evaluation evaluation) {
        Undefined.check(value);
        if (!Numbers.isNumber(value)) {
            throw EvaluationError.type("isnan() can only be used on numbers");
        }
        return Numbers.isNan(value);
    }

    /** Any text is a URI; an address with a scheme and a host is a URL too. */
    private static boolean isUri(Object value, CallArguments arguments, boolean url) {
        Object schemes = SCHEMES.bind(arguments).get("schemes");
        Matcher uri = URI.matcher(Text.of(value));
        boolean matches = uri.matches();
        String scheme = matches ? uri.group(1).toLowerCase(Locale.ROOT) : "";
        boolean known = schemes == null || Comparison.contains(Items.list(schemes), scheme);
        return known
                && (!url || (matches && uri.group(2) != null && !uri.group(2).isEmpty()));
    }
}
