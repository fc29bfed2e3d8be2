-- Join tokens of several uses, for some machines only, or for a new key of a node that there is.
alter table join_tokens
    add column uses         integer not null default 1 check (uses > 0),
    add column site         text,
    add column tags         text[] not null default '{}',
    add column name_pattern text,
    add column reissues     uuid references nodes (id) on delete cascade,
    add column revoked_at   timestamptz,
    add column revoked_by   text;

-- The release before knows used_by and node of join_tokens only, and writes them: both count as a use.
create table join_token_uses (
    token   text not null references join_tokens (id) on delete cascade,
    bus_key text not null,
    node    uuid not null references nodes (id) on delete cascade,
    used_at timestamptz not null,
    primary key (token, bus_key)
);

create index join_token_uses_node on join_token_uses (node);
create index join_tokens_node on join_tokens (node);

insert into join_token_uses (token, bus_key, node, used_at)
select id, used_by, node, used_at from join_tokens where used_by is not null and node is not null;

-- Which machine the key belongs to, what its token gives it, and why it stands as it does.
alter table nodes
    add column dmi_uuid        text not null default '',
    add column token_site      text,
    add column token_tags      text[] not null default '{}',
    add column clock_offset_ms bigint,
    add column standing_since  timestamptz,
    add column standing_reason text not null default '',
    add column replaced_by     uuid;

create index nodes_machine_id on nodes (machine_id) where machine_id <> '';
create index nodes_dmi_uuid on nodes (dmi_uuid) where dmi_uuid <> '';
create index nodes_hostname on nodes (lower(hostname));
create index nodes_pending on nodes (enrolled_at) where standing = 'pending';

-- Keys that nodes had before they were given others: worthless, and told apart from unknown ones.
create table former_keys (
    bus_key     text primary key,
    fingerprint text not null unique,
    node        uuid not null references nodes (id) on delete cascade,
    ended_at    timestamptz not null,
    reason      text not null
);

create index former_keys_node on former_keys (node);

-- Two machines with one key: what is known of the other one. One row a node and machine.
create table node_clones (
    node       uuid not null references nodes (id) on delete cascade,
    machine_id text not null,
    dmi_uuid   text not null,
    source     text not null,
    found_at   timestamptz not null,
    seen_at    timestamptz not null,
    times      bigint not null default 1,
    primary key (node, machine_id, dmi_uuid)
);

-- What the newest link's Hello said, and how the one before ended.
alter table links
    add column address         text not null default '',
    add column boot_id         text not null default '',
    add column machine_id      text not null default '',
    add column dmi_uuid        text not null default '',
    add column clock_offset_ms bigint,
    add column down_reason     text not null default '';

-- Certificates of agents, by serial number in hexadecimal. Kept a while after their end, for the audit.
create table node_certificates (
    serial     text primary key,
    node       uuid not null references nodes (id) on delete cascade,
    issued_at  timestamptz not null,
    not_after  timestamptz not null,
    revoked_at timestamptz,
    reason     text not null default ''
);

create index node_certificates_node on node_certificates (node, not_after desc);
create index node_certificates_not_after on node_certificates (not_after);

-- When no control plane looked: a node could not be seen then, however well it was.
create table watch (
    only_one      boolean primary key default true check (only_one),
    watched_until timestamptz not null
);

create table blind_spells (
    began_at timestamptz primary key,
    ended_at timestamptz not null
);
