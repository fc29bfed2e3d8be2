// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.expected.ExpectedHost;
import io.centossrv.inventory.internal.expected.HostImport;
import io.centossrv.inventory.internal.expected.Imported;
import io.centossrv.inventory.internal.store.PostgresExpectedHostStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes over what other systems know of hosts. */
@Component(service = ExpectedHostService.class)
public final class ExpectedHostService {
    private static final ErrorCode INVALID = new ErrorCode("import-invalid", ErrorKind.USER);
    private static final Permission IMPORT = new Permission("expected-host:import");
    private static final Permission REMOVE = new Permission("expected-host:remove");
    private static final int MOST_HOSTS = 5_000;
    private static final int MOST_GROUPS = 1_000;
    private static final int MOST_LABELS = 100;
    private static final int MOST_OF_ONE = 100;
    private static final int MOST_ERRORS = 100;

    private final PostgresExpectedHostStore store;
    private final Clock clock;

    @Activate
    public ExpectedHostService(@Reference PostgresExpectedHostStore store) {
        this(store, Clock.systemUTC());
    }

    public ExpectedHostService(PostgresExpectedHostStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Makes groups, gives nodes that there are their labels and groups, and keeps the other hosts as expected. Nothing is
     * taken away from anything. All is done or nothing.
     *
     * @param check whether to say what would be done, and do nothing
     * @return what becomes of each group, then of each host
     * @throws CentossrvException {@code import-invalid}, {@code group-dynamic}, {@code group-cycle}, {@code groups-too-many},
     *     {@code expected-hosts-too-many}, {@code labels-too-many}
     */
    public List<Imported> take(Caller caller, HostImport hosts, boolean check) {
        caller.require(IMPORT);
        validate(hosts);
        return store.take(hosts, check, caller.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Returns those that are no nodes yet, by name. */
    public Page<ExpectedHost> list(PageRequest request) {
        return store.list(request);
    }

    /** Forgets one; {@code expected-host-not-found}. */
    public void remove(Caller caller, String name) {
        caller.require(REMOVE);
        store.remove(name, caller.name());
    }

    private static void validate(HostImport hosts) {
        List<ErrorDetail> errors = new ArrayList<>();
        if (hosts.hosts().size() > MOST_HOSTS || hosts.groups().size() > MOST_GROUPS) {
            errors.add(ErrorDetail.at(
                    "/hosts", "at most " + MOST_HOSTS + " hosts and " + MOST_GROUPS + " groups are taken at once"));
        }
        if (!hosts.source().matches("[a-z][a-z0-9-]{0,30}")) {
            errors.add(ErrorDetail.at("/source", "is not a word of lower-case letters"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < hosts.groups().size() && errors.size() < MOST_ERRORS; i++) {
            HostImport.Group group = hosts.groups().get(i);
            check(errors, "/groups/" + i, group.name(), seen, group.parts());
            if (!GroupAdminService.isName(group.name())) {
                errors.add(ErrorDetail.at("/groups/" + i + "/name", "'" + group.name() + "' can't be a group's name"));
            }
        }
        seen.clear();
        for (int i = 0; i < hosts.hosts().size() && errors.size() < MOST_ERRORS; i++) {
            HostImport.Host host = hosts.hosts().get(i);
            check(errors, "/hosts/" + i, host.name().value(), seen, host.groups());
            if (host.labels().size() > MOST_LABELS) {
                errors.add(ErrorDetail.at("/hosts/" + i + "/labels", host.name() + " has more than " + MOST_LABELS));
            }
            if (!AuditedNodeAdminService.isUsable(host.name())) {
                errors.add(ErrorDetail.at(
                        "/hosts/" + i + "/name", "'" + host.name() + "' is a word that means something in targets"));
            }
        }
        if (!errors.isEmpty()) {
            throw new CentossrvException(INVALID, "This can't be imported.", errors);
        }
    }

    private static void check(
            List<ErrorDetail> errors, String pointer, String name, Set<String> seen, List<String> groups) {
        if (!seen.add(name)) {
            errors.add(ErrorDetail.at(pointer + "/name", "'" + name + "' is there twice"));
        }
        if (groups.size() > MOST_OF_ONE) {
            errors.add(ErrorDetail.at(pointer + "/groups", name + " has more than " + MOST_OF_ONE));
        }
        groups.stream()
                .filter(group -> !GroupAdminService.isName(group))
                .findFirst()
                .ifPresent(group ->
                        errors.add(ErrorDetail.at(pointer + "/groups", "'" + group + "' can't be a group's name")));
    }
}
