// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A cron line as crontab(5) has it: minute, hour, day of month, month, day of week. Where both days are restricted either may
 * match. When clocks change it is as with Vixie's cron: a line with fixed hours runs once, at the end of the gap where its
 * time is skipped and the first time where it comes twice; a line whose hour is a star goes by the time that passes.
 */
public final class Cron {
    private static final Map<String, String> SHORT = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");
    private static final List<String> MONTHS =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int SUNDAY = 7;

    /** From one 29 February to the next it may be eight years. */
    private static final int MOST_DAYS = 366 * 8 + 2;

    private final String line;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyHour;
    private final boolean eitherDay;

    private Cron(String line, String[] fields) {
        this.line = line;
        minutes = new CronField("minute", 0, 59, List.of()).parse(fields[0]);
        hours = new CronField("hour", 0, 23, List.of()).parse(fields[1]);
        days = new CronField("day of month", 1, 31, List.of()).parse(fields[2]);
        months = new CronField("month", 1, 12, MONTHS).parse(fields[3]);
        weekdays = new CronField("day of week", 0, SUNDAY, WEEKDAYS).parse(fields[4]);
        if (weekdays.get(SUNDAY)) {
            weekdays.set(0);
        }
        anyHour = fields[1].startsWith("*");
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException that says which field is wrong, or that no day is ever meant
     */
    public static Cron parse(String text) {
        String line = text.strip();
        String[] fields = SHORT.getOrDefault(line, line).split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "A cron line has five fields: minute, hour, day of month, month, day of week.");
        }
        Cron cron = new Cron(line, fields);
        if (cron.next(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC).isEmpty()) {
            throw new IllegalArgumentException("No day of the calendar is meant by that.");
        }
        return cron;
    }

    /** Returns the first time after another one; empty where there is none within eight years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        Iterator<Instant> times = from(after.plusNanos(1), zone);
        return times.hasNext() ? Optional.of(times.next()) : Optional.empty();
    }

    /** Returns the times from one on, that one included, in order, until there is none within eight years. */
    Iterator<Instant> from(Instant first, ZoneId zone) {
        LocalDate day = first.atZone(zone).toLocalDate().minusDays(1);
        return new Times(zone, day, first);
    }

    /** Goes from day to day. */
    private final class Times implements Iterator<Instant> {
        private final ZoneId zone;
        private final Deque<Instant> ahead = new ArrayDeque<>();
        private LocalDate day;
        private Instant earliest;

        private Times(ZoneId zone, LocalDate day, Instant earliest) {
            this.zone = zone;
            this.day = day;
            this.earliest = earliest;
        }

        @Override
        public boolean hasNext() {
            for (int i = 0; i < MOST_DAYS && ahead.isEmpty(); i++) {
                ahead.addAll(times(day, zone).tailSet(earliest));
                day = day.plusDays(1);
            }
            return !ahead.isEmpty();
        }

        @Override
        public Instant next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there is no later time");
            }
            Instant next = ahead.removeFirst();
            earliest = next.plusNanos(1);
            return next;
        }
    }

    /** Returns the times of a day on its clock, in order. */
    SortedSet<Instant> times(LocalDate date, ZoneId zone) {
        SortedSet<Instant> times = new TreeSet<>();
        if (!matches(date)) {
            return times;
        }
        ZoneRules rules = zone.getRules();
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                add(times, LocalDateTime.of(date, LocalTime.of(hour, minute)), rules);
            }
        }
        return times;
    }

    private void add(SortedSet<Instant> times, LocalDateTime wall, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        if (offsets.isEmpty()) {
            if (!anyHour) {
                times.add(rules.getTransition(wall).getInstant());
            }
        } else if (anyHour) {
            offsets.forEach(offset -> times.add(wall.toInstant(offset)));
        } else {
            times.add(wall.toInstant(offsets.get(0)));
        }
    }

    private boolean matches(LocalDate date) {
        boolean day = days.get(date.getDayOfMonth());
        boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % SUNDAY);
        return months.get(date.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
    }

    @Override
    public String toString() {
        return line;
    }
}
