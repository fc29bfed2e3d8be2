-- A node is what enrolled with a key; its standing is what operators decided. Whether it has a link is in "links".
create table nodes (
    id          uuid primary key,
    name        text collate "C",
    standing    text not null check (standing in ('pending', 'accepted', 'quarantined', 'retired', 'revoked')),
    hostname    text not null,
    bus_key     text not null unique,
    fingerprint text not null unique,
    machine_id  text not null,
    team        text not null default 'default',
    enrolled_at timestamptz not null,
    accepted_at timestamptz,
    ended_at    timestamptz
);

-- Unique among those that may work: the name of a revoked node can be given to the one that replaces it.
create unique index nodes_name on nodes (name) where standing in ('accepted', 'quarantined');

create table node_names (
    node  uuid not null references nodes (id) on delete cascade,
    since timestamptz not null,
    name  text not null,
    actor text not null,
    primary key (node, since)
);

-- Written at each heartbeat: narrow, with room in its pages, and no index but the key, so that updates stay in the page.
create table links (
    node          uuid primary key references nodes (id) on delete cascade,
    online        boolean not null default false,
    holder        text not null default '',
    up_at         timestamptz,
    changed_at    timestamptz not null default '-infinity',
    seen_at       timestamptz,
    lease_until   timestamptz not null default '-infinity',
    agent_version text
) with (fillfactor = 50);

create table facts (
    node        uuid primary key references nodes (id) on delete cascade,
    content     jsonb not null,
    observed_at timestamptz not null,
    received_at timestamptz not null
);

create table join_tokens (
    id          text primary key,
    secret_hash bytea not null,
    team        text not null default 'default',
    created_by  text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_by     text,
    used_at     timestamptz,
    node        uuid references nodes (id) on delete cascade
);
