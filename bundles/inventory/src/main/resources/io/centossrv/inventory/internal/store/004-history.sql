-- Of facts: what the agent calls this state, and those that change all the time.
alter table facts add column hash text not null default '';
create table vitals (
    node        uuid primary key references nodes (id) on delete cascade,
    content     jsonb not null,
    observed_at timestamptz not null,
    received_at timestamptz not null
) with (fillfactor = 70);

-- What a change took away: the state before it is that after it with this put back. A fact that was not there is null.
create table fact_changes (
    node   uuid not null references nodes (id) on delete cascade,
    at     timestamptz not null,
    before jsonb not null,
    primary key (node, at)
);

create table item_changes (
    node    uuid not null references nodes (id) on delete cascade,
    kind    text not null,
    at      timestamptz not null,
    added   int[] not null,
    removed int[] not null,
    primary key (node, kind, at)
);

-- Since when the history is whole: the first report, or what was kept longest. The section of facts is "facts".
create table histories (
    node    uuid not null references nodes (id) on delete cascade,
    section text not null,
    since   timestamptz not null,
    primary key (node, section)
);
create index fact_changes_at on fact_changes (at);
create index item_changes_at on item_changes (at);

-- Taken in for some fifteen nodes at once: one by one a first report of 1,500 packages costs ten times as much.
alter index node_items_by_item set (gin_pending_list_limit = 1024);
