// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.cron.Firing;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.jobs.internal.cron.ScheduleRun.State;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The runs of schedules. Whoever plans a schedule has its row locked, whoever submits a run has its lease: several control
 * planes share the work and none of it is done twice. Thread-safe.
 */
public final class PostgresScheduleRuns {
    /** How many runs of a schedule are kept, besides those that wait. */
    static final int KEPT = 14;

    /** How many may wait for the end of the one before. */
    private static final int MOST_QUEUED = 14;

    private final Database database;
    private final Supplier<UUID> ids;

    public PostgresScheduleRuns(JobsDatabase jobs, Supplier<UUID> ids) {
        database = jobs.database();
        this.ids = ids;
    }

    /**
     * Plans the runs of schedules whose time has come.
     *
     * @return how many schedules it planned
     */
    public int plan(Instant now, int limit) {
        return database.inTransaction(tx -> {
            List<Schedule> due;
            try (PreparedStatement select = tx.connection()
                    .prepareStatement("SELECT " + PostgresSchedules.COLUMNS + " FROM schedules"
                            + " WHERE enabled AND next_start_at <= ? ORDER BY next_start_at LIMIT ?"
                            + " FOR UPDATE SKIP LOCKED")) {
                select.setObject(1, Columns.time(now));
                select.setInt(2, limit);
                due = PostgresSchedules.read(select);
            }
            for (Schedule schedule : due) {
                plan(tx, schedule, now);
            }
            return due.size();
        });
    }

    private void plan(Transaction tx, Schedule schedule, Instant now) throws SQLException {
        Firing firing =
                Firing.of(schedule.id(), schedule.timing(), schedule.nextDue().orElse(now), now);
        for (Instant missed : firing.missed()) {
            add(tx, schedule, missed, State.MISSED, "", now);
        }
        for (Instant time : firing.runs()) {
            add(tx, schedule, time, State.QUEUED, "", now);
        }
        try (PreparedStatement update = tx.connection()
                .prepareStatement(
                        "UPDATE schedules SET next_due_at = ?, next_start_at = ?, enabled = ? WHERE id = ?")) {
            Columns.time(update, 1, firing.nextDue());
            Columns.time(update, 2, firing.nextDue().map(d -> schedule.timing().start(schedule.id(), d)));
            update.setBoolean(3, firing.nextDue().isPresent());
            update.setObject(4, schedule.id());
            update.executeUpdate();
        }
        dropOld(tx.connection(), schedule.id());
    }

    /** Adds a run at once, whatever the schedule's line says. */
    public ScheduleRun add(Schedule schedule, Instant now) {
        return database.inTransaction(tx -> {
            ScheduleRun run = add(tx, schedule, now, State.QUEUED, "", now);
            dropOld(tx.connection(), schedule.id());
            return run;
        });
    }

    private ScheduleRun add(Transaction tx, Schedule schedule, Instant due, State state, String reason, Instant now)
            throws SQLException {
        ScheduleRun run = new ScheduleRun(ids.get(), due, state, reason, Optional.empty(), now);
        try (PreparedStatement insert = tx.connection().prepareStatement("""
                INSERT INTO schedule_runs (id, schedule, due_at, state, reason, at)
                SELECT ?, ?, ?, CASE WHEN full_queue AND ? = 'QUEUED' THEN 'SKIPPED' ELSE ? END,
                    CASE WHEN full_queue AND ? = 'QUEUED' THEN 'too many wait' ELSE ? END, ?
                FROM (SELECT count(*) >= ? AS full_queue FROM schedule_runs WHERE schedule = ? AND state = 'QUEUED') q
                ON CONFLICT (schedule, due_at) DO NOTHING""")) {
            insert.setObject(1, run.id());
            insert.setObject(2, schedule.id());
            insert.setObject(3, Columns.time(due));
            insert.setString(4, state.name());
            insert.setString(5, state.name());
            insert.setString(6, state.name());
            insert.setString(7, reason);
            insert.setObject(8, Columns.time(now));
            insert.setInt(9, MOST_QUEUED);
            insert.setObject(10, schedule.id());
            insert.executeUpdate();
        }
        if (state != State.QUEUED) {
            tx.emit(ScheduleEvents.run(schedule.name(), state, reason, due.toString()));
        }
        return run;
    }

    private static void dropOld(Connection connection, UUID schedule) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM schedule_runs WHERE schedule = ? AND state <> 'QUEUED' AND id NOT IN (
                    SELECT id FROM schedule_runs WHERE schedule = ? AND state <> 'QUEUED' ORDER BY due_at DESC LIMIT ?)""")) {
            delete.setObject(1, schedule);
            delete.setObject(2, schedule);
            delete.setInt(3, KEPT);
            delete.executeUpdate();
        }
    }

    /** A run to be submitted, with its schedule. */
    public record Due(ScheduleRun run, Schedule schedule) {}

    /**
     * Leaves out what may not overlap, and claims the oldest run of each schedule that may go.
     *
     * @param leaseUntil when another one may take them where we die
     */
    public List<Due> claim(Instant now, Instant leaseUntil, int limit) {
        skipOverlapping(now);
        return database.inTransaction(tx -> {
            List<Due> due = new ArrayList<>();
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    WITH oldest AS (
                        SELECT DISTINCT ON (r.schedule) r.id, r.due_at FROM schedule_runs r
                        WHERE r.state = 'QUEUED' ORDER BY r.schedule, r.due_at),
                    free AS (
                        SELECT r.id FROM schedule_runs r JOIN oldest o ON o.id = r.id
                        JOIN schedules s ON s.id = r.schedule
                        WHERE (r.lease_until IS NULL OR r.lease_until <= ?)
                          AND (s.overlap = 'PARALLEL' OR NOT EXISTS (
                              SELECT FROM schedule_runs e JOIN jobs j ON j.id = e.job
                              WHERE e.schedule = r.schedule AND j.ended_at IS NULL))
                        ORDER BY r.due_at LIMIT ? FOR UPDATE OF r SKIP LOCKED)
                    UPDATE schedule_runs r SET lease_until = ? FROM free f WHERE r.id = f.id
                    RETURNING r.id, r.schedule, r.due_at, r.at""")) {
                update.setObject(1, Columns.time(now));
                update.setInt(2, limit);
                update.setObject(3, Columns.time(leaseUntil));
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        ScheduleRun run = new ScheduleRun(
                                row.getObject("id", UUID.class),
                                Columns.time(row, "due_at"),
                                State.QUEUED,
                                "",
                                Optional.empty(),
                                Columns.time(row, "at"));
                        schedule(tx.connection(), row.getObject("schedule", UUID.class))
                                .ifPresent(schedule -> due.add(new Due(run, schedule)));
                    }
                }
            }
            return due;
        });
    }

    private static Optional<Schedule> schedule(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + PostgresSchedules.COLUMNS + " FROM schedules WHERE id = ?")) {
            select.setObject(1, id);
            return PostgresSchedules.read(select).stream().findFirst();
        }
    }

    private void skipOverlapping(Instant now) {
        database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    WITH overlapping AS (
                        SELECT r.id, s.name FROM schedule_runs r JOIN schedules s ON s.id = r.schedule
                        WHERE r.state = 'QUEUED' AND s.overlap = 'SKIP' AND r.lease_until IS NULL AND EXISTS (
                            SELECT FROM schedule_runs e JOIN jobs j ON j.id = e.job
                            WHERE e.schedule = r.schedule AND j.ended_at IS NULL)
                        FOR UPDATE OF r SKIP LOCKED)
                    UPDATE schedule_runs r SET state = 'SKIPPED', reason = 'the one before has not ended', at = ?
                    FROM overlapping o WHERE r.id = o.id RETURNING r.schedule, o.name, r.reason, r.due_at""")) {
                update.setObject(1, Columns.time(now));
                Set<UUID> skipped = new HashSet<>();
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        tx.emit(ScheduleEvents.run(
                                row.getString("name"),
                                State.SKIPPED,
                                row.getString("reason"),
                                Columns.time(row, "due_at").toString()));
                        skipped.add(row.getObject("schedule", UUID.class));
                    }
                }
                for (UUID schedule : skipped) {
                    dropOld(tx.connection(), schedule);
                }
                return skipped.size();
            }
        });
    }

    /** Ends a claim: with the job that was submitted, or with why there is none. */
    public void settle(Due due, State state, String reason, Optional<JobId> job, Instant now) {
        database.inTransaction(tx -> {
            try (PreparedStatement update = tx.connection().prepareStatement("""
                    UPDATE schedule_runs SET state = ?, reason = ?, job = ?, at = ?, lease_until = NULL
                    WHERE id = ? AND state = 'QUEUED'""")) {
                update.setString(1, state.name());
                update.setString(2, reason);
                update.setObject(3, job.map(JobId::value).orElse(null));
                update.setObject(4, Columns.time(now));
                update.setObject(5, due.run().id());
                if (update.executeUpdate() == 1 && state != State.QUEUED) {
                    tx.emit(ScheduleEvents.run(
                            due.schedule().name(),
                            state,
                            reason,
                            due.run().dueAt().toString()));
                }
            }
            dropOld(tx.connection(), due.schedule().id());
            return true;
        });
    }

    /** Returns the runs that are kept, the newest first. */
    public List<ScheduleRun> newest(Schedule schedule) {
        return database.read(tx -> {
            try (PreparedStatement select = tx.connection().prepareStatement("""
                    SELECT id, due_at, state, reason, job, at FROM schedule_runs WHERE schedule = ?
                    ORDER BY due_at DESC LIMIT ?""")) {
                select.setObject(1, schedule.id());
                select.setInt(2, KEPT + MOST_QUEUED);
                List<ScheduleRun> runs = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        runs.add(new ScheduleRun(
                                row.getObject("id", UUID.class),
                                Columns.time(row, "due_at"),
                                State.valueOf(row.getString("state")),
                                row.getString("reason"),
                                Optional.ofNullable(row.getObject("job", UUID.class))
                                        .map(JobId::new),
                                Columns.time(row, "at")));
                    }
                }
                return runs;
            }
        });
    }
}
