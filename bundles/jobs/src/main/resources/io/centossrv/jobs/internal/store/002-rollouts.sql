-- batch: the newest that was started. stopped_at: what has not started never starts; stop_running: what runs is told to end.
-- ttl_seconds: from the start of a batch. failed_nodes: final ones that failed, were interrupted or not reached.
ALTER TABLE jobs
    ADD COLUMN target text NOT NULL DEFAULT '',
    ADD COLUMN started_at timestamptz,
    ADD COLUMN ttl_seconds integer,
    ADD COLUMN batch_size integer,
    ADD COLUMN batch integer NOT NULL DEFAULT 1,
    ADD COLUMN batches integer NOT NULL DEFAULT 1,
    ADD COLUMN max_failures integer,
    ADD COLUMN failed_nodes integer NOT NULL DEFAULT 0,
    ADD COLUMN stopped_at timestamptz,
    ADD COLUMN stop_code text,
    ADD COLUMN stop_reason text,
    ADD COLUMN stop_actor text,
    ADD COLUMN stop_running boolean NOT NULL DEFAULT false,
    ADD COLUMN resumes uuid UNIQUE;
CREATE INDEX jobs_open ON jobs (id) WHERE ended_at IS NULL;
CREATE INDEX jobs_by_actor ON jobs (actor, id);

-- held_back: its batch has not begun. cancel_told: the node answered that it is to end the job, or never to start it.
-- expires_at: until when it may be handed over; of an earlier release's rows that of the job.
ALTER TABLE job_nodes
    ADD COLUMN batch integer NOT NULL DEFAULT 1,
    ADD COLUMN held_back boolean NOT NULL DEFAULT false,
    ADD COLUMN cancel_told boolean NOT NULL DEFAULT false,
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN waiting_at timestamptz;
CREATE INDEX job_nodes_by_batch ON job_nodes (job, batch) WHERE final_at IS NULL;
