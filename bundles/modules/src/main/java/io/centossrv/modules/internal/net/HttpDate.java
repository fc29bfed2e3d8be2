// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as RFC 9110, 5.6.7 writes them. */
final class HttpDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private HttpDate() {}

    static String text(Instant time) {
        return FORM.format(time.atOffset(ZoneOffset.UTC));
    }
}
