-- next_due_at: the next time by the cron line; next_start_at: the same with its jitter. Both are null while it is not enabled.
CREATE TABLE schedules (
    id uuid PRIMARY KEY,
    team text NOT NULL DEFAULT 'default',
    name text NOT NULL UNIQUE,
    cron text NOT NULL,
    zone text NOT NULL,
    jitter_seconds integer NOT NULL,
    missed text NOT NULL,
    overlap text NOT NULL,
    request jsonb NOT NULL,
    confirmed integer,
    owner text NOT NULL,
    enabled boolean NOT NULL,
    created_at timestamptz NOT NULL,
    next_due_at timestamptz,
    next_start_at timestamptz
);
CREATE INDEX schedules_next ON schedules (next_start_at) WHERE enabled;

-- A queued run is submitted by whoever has its lease; the job's key is the run's id, so it is submitted once.
CREATE TABLE schedule_runs (
    id uuid PRIMARY KEY,
    schedule uuid NOT NULL REFERENCES schedules ON DELETE CASCADE,
    due_at timestamptz NOT NULL,
    state text NOT NULL,
    reason text NOT NULL DEFAULT '',
    job uuid,
    at timestamptz NOT NULL,
    lease_until timestamptz,
    UNIQUE (schedule, due_at)
);
CREATE INDEX schedule_runs_newest ON schedule_runs (schedule, due_at DESC);
CREATE INDEX schedule_runs_queued ON schedule_runs (due_at) WHERE state = 'QUEUED';
