-- credential counts up when the password changes or the account is disabled: tokens name the one that they stand for.
CREATE TABLE accounts (
    name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}$'),
    password_hash text NOT NULL,
    grants text[] NOT NULL,
    credential int NOT NULL DEFAULT 1,
    disabled boolean NOT NULL DEFAULT false,
    team text NOT NULL DEFAULT 'default',
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Each control plane signs with a key of its own, which stays in its etc/keys; all verify with all public keys.
CREATE TABLE signing_keys (
    kid text PRIMARY KEY,
    public_key bytea NOT NULL,
    team text NOT NULL DEFAULT 'default',
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE TABLE tickets (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    account text NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);

CREATE INDEX tickets_expiry ON tickets (expires_at);
