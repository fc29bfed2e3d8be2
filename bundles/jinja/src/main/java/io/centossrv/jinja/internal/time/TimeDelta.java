// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.time;

import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Temporal;
import java.time.Duration;
import java.util.Optional;

/** Python's {@code timedelta}: days, and seconds that are never negative. */
public record TimeDelta(Duration value) implements Temporal {
    @Override
    public String typeName() {
        return "timedelta";
    }

    private int micros() {
        return value.toNanosPart() / 1000;
    }

    private long days() {
        return Math.floorDiv(value.toSeconds(), 86_400L);
    }

    private long seconds() {
        return Math.floorMod(value.toSeconds(), 86_400L);
    }

    @Override
    public Optional<Object> plus(Object other) {
        return other instanceof TimeDelta span
                ? Optional.of(new TimeDelta(value.plus(span.value)))
                : other instanceof DateTime date ? date.plus(this) : Optional.empty();
    }

    @Override
    public Optional<Object> minus(Object other) {
        return other instanceof TimeDelta span ? Optional.of(new TimeDelta(value.minus(span.value))) : Optional.empty();
    }

    @Override
    public int compareTo(Temporal other) {
        return value.compareTo(((TimeDelta) other).value);
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "days" -> Optional.of(days());
            case "seconds" -> Optional.of(seconds());
            case "microseconds" -> Optional.of((long) micros());
            case "total_seconds" -> Optional.of((Callable) arguments -> value.toSeconds() + micros() / 1e6);
            default -> Optional.empty();
        };
    }

    @Override
    public String str() {
        long rest = seconds();
        String time = String.format("%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
        int micros = micros();
        String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
        return days + time + (micros == 0 ? "" : String.format(".%06d", micros));
    }

    @Override
    public String repr() {
        StringBuilder parts = new StringBuilder();
        append(parts, "days", days());
        append(parts, "seconds", seconds());
        append(parts, "microseconds", micros());
        return "datetime.timedelta(" + (parts.length() == 0 ? "0" : parts) + ")";
    }

    private static void append(StringBuilder parts, String name, long amount) {
        if (amount != 0) {
            parts.append(parts.length() == 0 ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(amount);
        }
    }
}
