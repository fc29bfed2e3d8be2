-- Looks at networks, the newest few. One runs at a time, whichever control plane does it.
create table discoveries (
    id           uuid primary key,
    team         text not null default 'default',
    network      text not null,
    ports        int[] not null,
    actor        text not null,
    state        text not null check (state in ('running', 'done', 'cancelled', 'interrupted')),
    addresses    int not null,
    probed       int not null default 0,
    found        int not null default 0,
    cancelled_by text,
    started_at   timestamptz not null,
    alive_at     timestamptz not null,
    ended_at     timestamptz
);
create unique index discoveries_running on discoveries (state) where state = 'running';

create table discovered_hosts (
    discovery   uuid not null references discoveries (id) on delete cascade,
    address     inet not null,
    port        int not null,
    hostname    text,
    banner      text not null,
    key_type    text,
    fingerprint text,
    seen_at     timestamptz not null,
    primary key (discovery, address, port)
);
