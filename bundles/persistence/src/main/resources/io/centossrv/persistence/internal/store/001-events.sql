-- Events as their transactions wrote them, without a number: a number given here would become visible out of order.
-- The row's id orders those of one transaction and is no cursor.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    topic text NOT NULL,
    subject text NOT NULL,
    actor text NOT NULL,
    audit boolean NOT NULL,
    data text NOT NULL CHECK (data IS JSON OBJECT)
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- Sealed events. An audit row's hash covers the row and the hash of the audit row before it.
CREATE TABLE events (
    sequence bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    topic text NOT NULL,
    subject text NOT NULL,
    actor text NOT NULL,
    audit boolean NOT NULL,
    data text NOT NULL,
    hash bytea CHECK (audit = (hash IS NOT NULL))
);

CREATE INDEX events_audit ON events (sequence) WHERE audit;

-- One row: how far the sequence is. From pruned + 1 on every event is kept; audit_anchor is the hash of the newest
-- audit row that is gone.
CREATE TABLE sequence (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    newest bigint NOT NULL,
    audit_hash bytea NOT NULL,
    pruned bigint NOT NULL,
    audit_anchor bytea NOT NULL
);

INSERT INTO sequence (newest, audit_hash, pruned, audit_anchor)
VALUES (0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- One row: which control plane seals. The token grows with each holder.
CREATE TABLE sealer (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    holder uuid,
    token bigint NOT NULL,
    expires_at timestamptz NOT NULL
);

INSERT INTO sealer (token, expires_at) VALUES (0, '-infinity');
