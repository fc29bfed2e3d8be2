CREATE TABLE settings (
    team       text        NOT NULL DEFAULT 'default',
    key        text        NOT NULL CHECK (length(key) <= 200),
    value      text        NOT NULL CHECK (length(value) <= 8192),
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by text        NOT NULL,
    PRIMARY KEY (team, key)
);
