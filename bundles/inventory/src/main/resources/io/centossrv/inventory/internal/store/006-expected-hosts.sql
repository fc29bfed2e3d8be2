-- Hosts of which other systems know, until a node is accepted under their name.
create table expected_hosts (
    name   text collate "C" primary key,
    team   text not null default 'default',
    labels text[] not null,
    groups text[] not null,
    source text not null,
    actor  text not null,
    since  timestamptz not null
);
