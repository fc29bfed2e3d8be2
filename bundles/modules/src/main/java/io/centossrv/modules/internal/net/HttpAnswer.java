// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered at last.
 *
 * @param status its code; 200 for a file
 * @param url what was asked at last
 * @param headers by their names in small letters; values of the same name with commas between
 * @param cookies that it and those before it set
 * @param file the body
 * @param gzip whether the body is to be unpacked
 * @param method with which it was asked at last
 */
record HttpAnswer(
        int status,
        String url,
        Map<String, String> headers,
        Map<String, String> cookies,
        Path file,
        boolean gzip,
        String method) {
    HttpAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        cookies = Collections.unmodifiableMap(new LinkedHashMap<>(cookies));
    }

    /** Returns whether it is what was asked for, and no error and no redirect. */
    boolean good() {
        return status >= 200 && status < 300;
    }

    String message() {
        return good()
                ? "OK (" + headers.getOrDefault("content-length", "unknown") + " bytes)"
                : StatusText.error(status);
    }

    InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!gzip) {
            return raw;
        }
        try {
            return new BoundedStream(new GZIPInputStream(raw));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Returns the media type without parameters; text/plain where there is none, as RFC 2045 has it. */
    String mediaType() {
        String type = headers.getOrDefault("content-type", "text/plain").split(";", 2)[0];
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns a parameter of the media type. */
    Optional<String> charset() {
        for (String part : headers.getOrDefault("content-type", "").split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                return Optional.of(pair[1].strip().replace("\"", ""));
            }
        }
        return Optional.empty();
    }
}
