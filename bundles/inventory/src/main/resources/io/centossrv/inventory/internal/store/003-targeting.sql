-- What operators say of a node, and what targets ask for: tags, roles, metadata, the site.
create table labels (
    node      uuid not null references nodes (id) on delete cascade,
    kind      text not null check (kind in ('tag', 'meta', 'role', 'site')),
    name      text collate "C" not null,
    value     text collate "C" not null,
    order_key bytea,
    actor     text not null,
    since     timestamptz not null,
    primary key (node, kind, name)
);
create index labels_by_name on labels (kind, name, node) include (value, order_key);

-- "groups" is a word of SQL.
create table node_groups (
    name        text collate "C" primary key,
    team        text not null default 'default',
    description text not null default '',
    target      text,
    actor       text not null,
    created_at  timestamptz not null
);
create table group_members (
    name text collate "C" not null references node_groups (name) on delete cascade,
    node uuid not null references nodes (id) on delete cascade,
    primary key (name, node)
);
create index group_members_by_node on group_members (node);
create table group_parts (
    name text collate "C" not null references node_groups (name) on delete cascade,
    part text collate "C" not null references node_groups (name),
    primary key (name, part)
);

-- The facts of "facts", one row a value, for targets: all that a term needs is in the index. A list has a row for each
-- element; a text that is too long to be compared has none.
create table fact_values (
    node      uuid not null references nodes (id) on delete cascade,
    name      text collate "C" not null,
    position  int not null,
    value     text collate "C",
    number    bigint,
    order_key bytea,
    primary key (name, node, position) include (value, number, order_key)
);

-- Things that nodes have, such as packages: each is here once, however many nodes have it.
create table items (
    id         int generated always as identity primary key,
    kind       text not null,
    name       text collate "C" not null,
    version    text collate "C",
    order_key  bytea,
    attributes jsonb not null,
    digest     bytea not null,
    since      timestamptz not null,
    unique (kind, name, digest)
);
create index items_by_order on items (kind, name, order_key) include (id);
create index items_attributes on items using gin (attributes jsonb_path_ops);

-- Which of them a node has: a few kilobytes a node. The index finds the nodes of an item; what it has not taken in yet is
-- read one by one, so that must stay little.
create table node_items (
    node        uuid not null references nodes (id) on delete cascade,
    kind        text not null,
    items       int[] not null,
    hash        text not null,
    observed_at timestamptz not null,
    received_at timestamptz not null,
    primary key (node, kind)
);
create index node_items_by_item on node_items using gin (items) with (gin_pending_list_limit = 256);
