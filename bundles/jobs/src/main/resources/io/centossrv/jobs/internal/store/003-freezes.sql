-- freeze_version rises with each change, so that nobody hands a job over by what was frozen a moment ago.
ALTER TABLE control ADD COLUMN freeze_version bigint NOT NULL DEFAULT 1;

CREATE TABLE freezes (
    id uuid PRIMARY KEY,
    team text NOT NULL DEFAULT 'default',
    target text NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    frozen_at timestamptz NOT NULL
);

CREATE INDEX job_nodes_frozen ON job_nodes (node) WHERE final_at IS NULL AND reason LIKE 'frozen: %';
