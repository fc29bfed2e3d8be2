// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an address, as Python's {@code urlsplit} names them (RFC 3986, appendix B). */
final class UrlParts {
    private static final Pattern URL =
            Pattern.compile("(?s)(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^\\]]*\\]|[^:]*)(?::(\\d*))?");
    private static final Signature QUERY = Signature.of("split_url", "query=", "alias=");

    private UrlParts() {}

    static Object split(Object value, CallArguments arguments, Evaluation evaluation) {
        Map<String, Object> parts = parts(Text.of(value));
        String query = QUERY.bind(arguments).text("query", "");
        if (query.isEmpty()) {
            return parts;
        }
        if (!parts.containsKey(query)) {
            throw EvaluationError.value("urlsplit: unknown URL component: " + query);
        }
        return parts.get(query);
    }

    private static Map<String, Object> parts(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw EvaluationError.value("not an address: " + text);
        }
        String authority = orEmpty(url.group(2));
        Matcher host = AUTHORITY.matcher(authority);
        boolean known = host.matches();
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("fragment", orEmpty(url.group(5)));
        parts.put("hostname", known ? hostName(host.group(3)) : null);
        parts.put("netloc", authority);
        parts.put("password", known ? host.group(2) : null);
        parts.put("path", orEmpty(url.group(3)));
        parts.put("port", known && !orEmpty(host.group(4)).isEmpty() ? Long.parseLong(host.group(4)) : null);
        parts.put("query", orEmpty(url.group(4)));
        parts.put("scheme", orEmpty(url.group(1)).toLowerCase(Locale.ROOT));
        parts.put("username", known ? host.group(1) : null);
        return parts;
    }

    private static Object hostName(String text) {
        if (orEmpty(text).isEmpty()) {
            return null;
        }
        String plain = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
        return plain.toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
