// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A URL as a task writes it, taken apart.
 *
 * @param uri without name and password
 * @param credentials that stood in it
 */
record Address(URI uri, Optional<Credentials> credentials) {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    /** Returns it; what can't be asked is told in urllib's words. */
    static Address of(String text) throws HttpTrouble {
        int colon = text.indexOf(':');
        if (colon <= 0 || text.substring(0, colon).indexOf('/') >= 0) {
            throw new ModuleFailure("unknown url type: '" + text + "'", Map.of("url", text, "status", -1L));
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new HttpTrouble("Request failed: <urlopen error unknown url type: " + scheme + ">");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                throw new HttpTrouble("An unknown error occurred: URL can't contain control characters or blanks (at "
                        + (i + 1) + ")");
            }
        }
        try {
            URI uri = new URI(encoded(text));
            if (!scheme.equals("file") && uri.getHost() == null) {
                throw new HttpTrouble("Request failed: <urlopen error no host given>");
            }
            return uri.getRawUserInfo() == null
                    ? new Address(uri, Optional.empty())
                    : new Address(new URI(withoutUser(uri)), Optional.of(credentials(uri.getRawUserInfo())));
        } catch (URISyntaxException e) {
            throw new HttpTrouble("An unknown error occurred: the URL is wrong: " + e.getReason());
        }
    }

    private static String withoutUser(URI uri) {
        return uri.toString().replaceFirst("//[^/@]*@", "//");
    }

    private static Credentials credentials(String info) {
        String[] parts = info.split(":", 2);
        return new Credentials(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Encodes what RFC 3986 does not allow and people write nevertheless. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point > 0x7e || "\"<>\\^`{|}".indexOf(point) >= 0) {
                for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    out.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
                }
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    /** Returns a URL as results may show it. */
    static String shown(String text) {
        return text.replaceFirst("^(\\w+://[^/@:]*):[^/@]*@", "$1:********@");
    }

    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    String origin() {
        return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
    }
}
