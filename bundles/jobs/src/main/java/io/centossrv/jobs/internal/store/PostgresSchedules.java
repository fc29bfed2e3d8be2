// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.internal.cron.Cron;
import io.centossrv.jobs.internal.cron.MissedPolicy;
import io.centossrv.jobs.internal.cron.OverlapPolicy;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.Timing;
import io.centossrv.persistence.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Schedules. Thread-safe. */
public final class PostgresSchedules {
    static final String COLUMNS =
            "id, name, cron, zone, jitter_seconds, missed, overlap, request, confirmed, owner, enabled,"
                    + " created_at, next_due_at";

    private final Database database;

    public PostgresSchedules(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Adds a schedule.
     *
     * @return false where there is one of this name
     */
    public boolean add(Schedule schedule) {
        return database.inTransaction(tx -> {
            try (PreparedStatement insert = tx.connection().prepareStatement("""
                    INSERT INTO schedules (id, name, cron, zone, jitter_seconds, missed, overlap, request, confirmed, owner,
                        enabled, created_at, next_due_at, next_start_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING""")) {
                Timing timing = schedule.timing();
                insert.setObject(1, schedule.id());
                insert.setString(2, schedule.name());
                insert.setString(3, timing.cron().toString());
                insert.setString(4, timing.zone().getId());
                insert.setInt(5, Math.toIntExact(timing.jitter().toSeconds()));
                insert.setString(6, timing.missed().name());
                insert.setString(7, timing.overlap().name());
                insert.setString(8, schedule.request());
                insert.setObject(9, schedule.confirmed().orElse(null), Types.INTEGER);
                insert.setString(10, schedule.owner());
                insert.setBoolean(11, schedule.enabled());
                insert.setObject(12, Columns.time(schedule.createdAt()));
                Columns.time(insert, 13, schedule.nextDue());
                Columns.time(insert, 14, schedule.nextDue().map(due -> timing.start(schedule.id(), due)));
                if (insert.executeUpdate() == 0) {
                    return false;
                }
            }
            tx.emit(ScheduleEvents.changed("added", schedule, schedule.owner()));
            return true;
        });
    }

    /** Removes a schedule with its runs; jobs that it made stay. */
    public boolean remove(Schedule schedule, String actor) {
        return database.inTransaction(tx -> {
            try (PreparedStatement delete = tx.connection().prepareStatement("DELETE FROM schedules WHERE id = ?")) {
                delete.setObject(1, schedule.id());
                if (delete.executeUpdate() == 0) {
                    return false;
                }
            }
            tx.emit(ScheduleEvents.changed("removed", schedule, actor));
            return true;
        });
    }

    /** Enables a schedule from its next time on, or disables it, which drops what is queued. */
    public void enable(Schedule schedule, Optional<Instant> nextDue, String actor) {
        database.inTransaction(tx -> {
            boolean enabled = nextDue.isPresent();
            try (PreparedStatement update = tx.connection()
                    .prepareStatement(
                            "UPDATE schedules SET enabled = ?, next_due_at = ?, next_start_at = ? WHERE id = ?")) {
                update.setBoolean(1, enabled);
                Columns.time(update, 2, nextDue);
                Columns.time(update, 3, nextDue.map(due -> schedule.timing().start(schedule.id(), due)));
                update.setObject(4, schedule.id());
                update.executeUpdate();
            }
            if (!enabled) {
                try (PreparedStatement drop = tx.connection()
                        .prepareStatement("UPDATE schedule_runs SET state = 'SKIPPED', reason = 'disabled'"
                                + " WHERE schedule = ? AND state = 'QUEUED' AND lease_until IS NULL")) {
                    drop.setObject(1, schedule.id());
                    drop.executeUpdate();
                }
            }
            tx.emit(ScheduleEvents.changed(enabled ? "enabled" : "disabled", schedule, actor));
            return true;
        });
    }

    /** Returns all schedules by name. */
    public List<Schedule> list() {
        return database.read(tx -> {
            try (PreparedStatement select =
                    tx.connection().prepareStatement("SELECT " + COLUMNS + " FROM schedules ORDER BY name")) {
                return read(select);
            }
        });
    }

    /** Returns a schedule. */
    public Optional<Schedule> find(String name) {
        return database.read(tx -> {
            try (PreparedStatement select =
                    tx.connection().prepareStatement("SELECT " + COLUMNS + " FROM schedules WHERE name = ?")) {
                select.setString(1, name);
                return read(select).stream().findFirst();
            }
        });
    }

    static List<Schedule> read(PreparedStatement select) throws SQLException {
        List<Schedule> schedules = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                schedules.add(read(row));
            }
        }
        return schedules;
    }

    private static Schedule read(ResultSet row) throws SQLException {
        Timing timing = new Timing(
                Cron.parse(row.getString("cron")),
                ZoneId.of(row.getString("zone")),
                Duration.ofSeconds(row.getInt("jitter_seconds")),
                MissedPolicy.valueOf(row.getString("missed")),
                OverlapPolicy.valueOf(row.getString("overlap")));
        return new Schedule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                timing,
                row.getString("request"),
                Optional.ofNullable(row.getObject("confirmed", Integer.class)),
                row.getString("owner"),
                row.getBoolean("enabled"),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "next_due_at"));
    }
}
