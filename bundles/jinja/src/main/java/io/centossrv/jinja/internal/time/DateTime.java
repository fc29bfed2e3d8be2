// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.time;

import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Temporal;
import io.centossrv.jinja.value.Text;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Python's {@code datetime} without a zone. */
public record DateTime(LocalDateTime value) implements Temporal {
    @Override
    public String typeName() {
        return "datetime";
    }

    @Override
    public Optional<Object> plus(Object other) {
        return other instanceof TimeDelta span ? Optional.of(new DateTime(value.plus(span.value()))) : Optional.empty();
    }

    @Override
    public Optional<Object> minus(Object other) {
        if (other instanceof DateTime date) {
            return Optional.of(new TimeDelta(Duration.between(date.value, value)));
        }
        return other instanceof TimeDelta span
                ? Optional.of(new DateTime(value.minus(span.value())))
                : Optional.empty();
    }

    @Override
    public int compareTo(Temporal other) {
        return value.compareTo(((DateTime) other).value);
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "year" -> Optional.of((long) value.getYear());
            case "month" -> Optional.of((long) value.getMonthValue());
            case "day" -> Optional.of((long) value.getDayOfMonth());
            case "hour" -> Optional.of((long) value.getHour());
            case "minute" -> Optional.of((long) value.getMinute());
            case "second" -> Optional.of((long) value.getSecond());
            case "microsecond" -> Optional.of((long) value.get(ChronoField.MICRO_OF_SECOND));
            case "timestamp" ->
                Optional.of((Callable)
                        arguments -> value.atZone(ZoneId.systemDefault()).toEpochSecond()
                                + value.get(ChronoField.MICRO_OF_SECOND) / 1e6);
            case "isoformat" -> Optional.of((Callable) arguments -> str().replace(' ', 'T'));
            case "weekday" ->
                Optional.of((Callable) arguments -> value.getDayOfWeek().getValue() - 1L);
            case "isoweekday" ->
                Optional.of((Callable) arguments -> (long) value.getDayOfWeek().getValue());
            case "strftime" ->
                Optional.of((Callable) arguments ->
                        Strftime.format(Text.of(arguments.positional().get(0)), value.atZone(ZoneId.systemDefault())));
            case "date" ->
                Optional.of((Callable) arguments -> value.toLocalDate().toString());
            default -> Optional.empty();
        };
    }

    @Override
    public String str() {
        String seconds = Strftime.format("%Y-%m-%d %H:%M:%S", value.atZone(ZoneId.systemDefault()));
        int micros = value.get(ChronoField.MICRO_OF_SECOND);
        return micros == 0 ? seconds : seconds + String.format(".%06d", micros);
    }

    @Override
    public String repr() {
        String seconds =
                value.getSecond() == 0 && value.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ", " + value.getSecond();
        String micros =
                value.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ", " + value.get(ChronoField.MICRO_OF_SECOND);
        return "datetime.datetime(" + value.getYear() + ", " + value.getMonthValue() + ", " + value.getDayOfMonth()
                + ", " + value.getHour() + ", " + value.getMinute() + seconds + micros + ")";
    }
}
