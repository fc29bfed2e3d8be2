// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Html;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters for HTML and addresses. */
final class HtmlFilters {
    private static final Pattern TAGS = Pattern.compile("(?s)<!--.*?-->|<[^>]*>");
    private static final Pattern FORBIDDEN_KEY = Pattern.compile("[\\s/>=]");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?<![\\w@./])(https?://[^\\s<>\"']+|www\\.[^\\s<>\"']+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
                    + "|[a-z0-9][a-z0-9.-]*\\.(?:com|net|org|int|edu|gov|mil|info)(?:[/?#][^\\s<>\"']*)?)");
    private static final Signature XML = Signature.of("do_xmlattr", "autospace=");
    private static final Signature URLIZE =
            Signature.of("do_urlize", "trim_url_limit=", "nofollow=", "target=", "rel=", "extra_schemes=");

    private HtmlFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "escape", HtmlFilters::escape,
                "e", HtmlFilters::escape,
                "forceescape", (value, arguments, evaluation) -> Marked.markup(Html.escape(Text.of(value))),
                "safe", (value, arguments, evaluation) -> Marked.markup(Text.of(value)),
                "striptags", (value, arguments, evaluation) -> stripTags(Text.of(value)),
                "urlencode", HtmlFilters::urlEncode,
                "urlize", HtmlFilters::urlize,
                "xmlattr", HtmlFilters::xmlAttributes);
    }

    private static Object escape(Object value, CallArguments arguments, Evaluation evaluation) {
        return Marked.is(value, Marked.Mark.MARKUP) ? value : Marked.markup(Html.escape(Text.of(value)));
    }

    private static String stripTags(String text) {
        String plain = TAGS.matcher(text).replaceAll("");
        return unescape(plain).strip().replaceAll("\\s+", " ");
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&");
    }

    private static Object urlEncode(Object value, CallArguments arguments, Evaluation evaluation) {
        Undefined.check(value);
        if (Text.isText(value) || !Items.isIterable(value)) {
            return quoted(Text.of(value), "/");
        }
        List<String> pairs = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> pairs.add(pair(key, element)));
        } else {
            for (Object element : Items.view(value)) {
                List<Object> sides = Items.list(element);
                if (sides.size() != 2) {
                    throw EvaluationError.value("urlencode needs pairs of a key and a value");
                }
                pairs.add(pair(sides.get(0), sides.get(1)));
            }
        }
        return String.join("&", pairs);
    }

    private static String pair(Object key, Object value) {
        return quoted(Text.of(key), "").replace("%20", "+") + "="
                + quoted(Text.of(value), "").replace("%20", "+");
    }

    private static String quoted(String text, String safe) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        return safe.isEmpty() ? encoded : encoded.replace("%2F", "/");
    }

    private static Object urlize(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = URLIZE.bind(arguments);
        Object most = bound.get("trim_url_limit");
        List<String> rels = new ArrayList<>(List.of("noopener"));
        if (bound.truth("nofollow", false)) {
            rels.add("nofollow");
        }
        String rel = String.join(" ", rels.stream().sorted().toList());
        String target = bound.get("target") == null ? "" : " target=\"" + Html.escape(bound.text("target", "")) + "\"";
        String text = Html.escape(Text.of(value));
        Matcher address = ADDRESS.matcher(text);
        StringBuilder out = new StringBuilder();
        while (address.find()) {
            String found = address.group();
            String tail = "";
            while (!found.isEmpty() && ".,:;!?)".indexOf(found.charAt(found.length() - 1)) >= 0) {
                tail = found.charAt(found.length() - 1) + tail;
                found = found.substring(0, found.length() - 1);
            }
            boolean mail = found.indexOf('@') > 0 && !found.contains("://");
            String link = mail ? "mailto:" + found : found.contains("://") ? found : "https://" + found;
            int limit = most == null ? Integer.MAX_VALUE : Numbers.index(most);
            String shown = found.length() > limit && !mail ? found.substring(0, limit) + "..." : found;
            String attributes = mail ? "" : " rel=\"" + rel + "\"" + target;
            address.appendReplacement(
                    out,
                    Matcher.quoteReplacement("<a href=\"" + link + "\"" + attributes + ">" + shown + "</a>" + tail));
        }
        return address.appendTail(out).toString();
    }

    private static Object xmlAttributes(Object value, CallArguments arguments, Evaluation evaluation) {
        if (!(Undefined.check(value) instanceof Map<?, ?> map)) {
            throw EvaluationError.type("xmlattr needs a dict, not " + Types.name(value));
        }
        List<String> attributes = new ArrayList<>();
        map.forEach((key, attribute) -> {
            if (FORBIDDEN_KEY.matcher(Text.of(key)).find()) {
                throw EvaluationError.value("Invalid character in attribute name: " + Text.repr(key));
            }
            if (attribute != null && !(attribute instanceof Undefined)) {
                attributes.add(Html.escape(Text.of(key)) + "=\"" + Html.escape(Text.of(attribute)) + "\"");
            }
        });
        String joined = String.join(" ", attributes);
        boolean space = Truth.of(XML.bind(arguments).get("autospace", true)) && !joined.isEmpty();
        return (space ? " " : "") + joined;
    }
}
