-- Somebody watches the job's output until then.
ALTER TABLE jobs ADD COLUMN watched_until timestamptz;

-- What running jobs print just now, while somebody watches: neither durable nor whole, so it need not survive a crash. What
-- is kept for good comes with the task's result.
CREATE UNLOGGED TABLE job_output (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job uuid NOT NULL,
    node uuid NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    stream text NOT NULL,
    start_at bigint NOT NULL,
    dropped bigint NOT NULL,
    text text NOT NULL,
    bytes integer NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX job_output_by_job ON job_output (job, id);
CREATE INDEX job_output_by_node ON job_output (job, node, id);
CREATE INDEX job_output_at ON job_output (at);
