-- What the administrators of nodes said: nothing is started there until then, by the node's clock. A hint for people; the
-- node itself refuses.
CREATE TABLE node_pauses (
    node uuid PRIMARY KEY,
    team text NOT NULL DEFAULT 'default',
    reason text NOT NULL,
    paused_since timestamptz NOT NULL,
    paused_until timestamptz NOT NULL,
    noted_at timestamptz NOT NULL
);
