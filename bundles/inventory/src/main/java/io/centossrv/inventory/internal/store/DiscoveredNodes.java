// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

/**
 * Which node each host of a page looks like: by its host key, else by its link's address or one that it says it has, else
 * by its host name. Where several look alike it is none.
 */
final class DiscoveredNodes {
    static final String QUERY = """
            with page as materialized (
                select address, host(address) as text, port, hostname, banner, key_type, fingerprint, seen_at
                  from discovered_hosts
                 where discovery = ? and (address, port) > (?::inet, ?) order by address, port limit ?),
            alive as (
                select id, name, hostname, standing from nodes where standing in ('pending', 'accepted', 'quarantined')),
            likely as (
                select p.address, p.port, f.node, 1 as rank, 'host-key' as by
                  from page p join fact_values f on f.name = 'ssh.host-keys' and f.value = p.fingerprint
                union
                select p.address, p.port, l.node, 2, 'address' from page p join links l on l.address = p.text
                union
                select p.address, p.port, f.node, 2, 'address'
                  from page p join fact_values f on f.name = 'network.addresses' and f.value = p.text
                union
                select p.address, p.port, a.id, 3, 'hostname'
                  from page p join alive a on lower(a.hostname) = lower(p.hostname)),
            ranked as (
                select address, port, node, by, rank, min(rank) over (partition by address, port) as best
                  from likely where node in (select id from alive)),
            one as (
                select address, port, min(node::text)::uuid as node, min(by) as by
                  from ranked where rank = best group by address, port having count(distinct node) = 1)
            select p.text as address, p.port, p.hostname, p.banner, p.key_type, p.fingerprint, p.seen_at,
                   a.id as node, coalesce(a.name, a.hostname) as node_name, a.standing as node_state, o.by as node_by
              from page p
              left join one o on o.address = p.address and o.port = p.port
              left join alive a on a.id = o.node
             order by p.address, p.port
            """;

    private DiscoveredNodes() {}
}
