-- The epoch rises when the database was restored from a backup: plans of an older one are refused by the nodes.
CREATE TABLE control (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch bigint NOT NULL CHECK (epoch > 0)
);
INSERT INTO control (epoch) VALUES (1);

CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    team text NOT NULL DEFAULT 'default',
    kind text NOT NULL,
    title text NOT NULL,
    actor text NOT NULL,
    predicts boolean NOT NULL,
    submitted_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    timeout_seconds integer NOT NULL,
    nodes integer NOT NULL,
    open_nodes integer NOT NULL,
    ended_at timestamptz,
    end_state text,
    end_counts jsonb
);
CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;

-- What is to be done, once for all nodes that do the same; dropped when the job has ended.
CREATE TABLE plans (
    job uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    digest text NOT NULL,
    play text NOT NULL,
    predicts boolean NOT NULL,
    diff boolean NOT NULL,
    files text[] NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (job, digest)
);

CREATE TABLE plan_files (
    job uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (job, sha256)
);

-- due_at, lease and attempts are the work queue; a lease belongs to the control plane that asks the node right now.
-- held: the node may hold the plan, whatever it answered.
-- presumed: the state was concluded from silence, and gives way to what the node says.
CREATE TABLE job_nodes (
    job uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    node uuid NOT NULL,
    team text NOT NULL DEFAULT 'default',
    name text NOT NULL,
    plan text NOT NULL,
    counter bigint NOT NULL,
    state text NOT NULL,
    reason text NOT NULL DEFAULT '',
    presumed boolean NOT NULL DEFAULT false,
    held boolean NOT NULL DEFAULT false,
    queued_at timestamptz NOT NULL,
    delivered_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    final_at timestamptz,
    give_up_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    lease uuid,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    output_bytes bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (job, node)
);
CREATE INDEX job_nodes_by_name ON job_nodes (job, name);
CREATE INDEX job_nodes_due ON job_nodes (due_at) WHERE final_at IS NULL;
CREATE INDEX job_nodes_open_by_node ON job_nodes (node) WHERE final_at IS NULL;
CREATE INDEX job_nodes_give_up ON job_nodes (give_up_at) WHERE final_at IS NULL;

CREATE TABLE job_tasks (
    job uuid NOT NULL,
    node uuid NOT NULL,
    position integer NOT NULL,
    play text NOT NULL,
    task text NOT NULL,
    module text NOT NULL,
    status text NOT NULL,
    message text NOT NULL,
    return_code integer,
    stdout text NOT NULL,
    stderr text NOT NULL,
    diffs jsonb NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    PRIMARY KEY (job, node, position),
    FOREIGN KEY (job, node) REFERENCES job_nodes ON DELETE CASCADE
);

CREATE TABLE node_counters (
    node uuid PRIMARY KEY,
    counter bigint NOT NULL
);

CREATE TABLE idempotency_keys (
    actor text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    job uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    kept_until timestamptz NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_kept ON idempotency_keys (kept_until);
CREATE INDEX idempotency_keys_job ON idempotency_keys (job);
