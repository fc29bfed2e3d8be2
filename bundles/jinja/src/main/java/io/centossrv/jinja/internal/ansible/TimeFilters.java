// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.time.DateTime;
import io.centossrv.jinja.internal.time.Strftime;
import io.centossrv.jinja.internal.time.Strptime;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** Filters of dates. */
final class TimeFilters {
    private static final Signature PARSE = Signature.of("to_datetime", "format=");
    private static final Signature FORMAT = Signature.of("strftime", "second=", "utc=");

    private TimeFilters() {}

    static Map<String, Filter> all() {
        return Map.of("to_datetime", TimeFilters::parse, "strftime", TimeFilters::format);
    }

    private static Object parse(Object value, CallArguments arguments, Evaluation evaluation) {
        String format = PARSE.bind(arguments).text("format", "%Y-%m-%d %H:%M:%S");
        return new DateTime(Strptime.parse(Text.of(value), format));
    }

    private static Object format(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = FORMAT.bind(arguments);
        Object second = bound.get("second");
        ZoneId zone = bound.truth("utc", false) ? ZoneOffset.UTC : ZoneId.systemDefault();
        Instant instant = second == null ? Instant.now() : Instant.ofEpochSecond((long) Math.floor(seconds(second)));
        return Strftime.format(Text.of(value), instant.atZone(zone));
    }

    private static double seconds(Object value) {
        if (Numbers.isNumber(value)) {
            return Numbers.real(value);
        }
        try {
            return Double.parseDouble(Text.of(value).strip());
        } catch (NumberFormatException e) {
            throw EvaluationError.value("Invalid value for epoch value (" + Text.of(value) + ")", e);
        }
    }
}
