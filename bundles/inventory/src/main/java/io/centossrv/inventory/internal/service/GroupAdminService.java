// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.store.GroupChanges;
import io.centossrv.inventory.internal.store.GroupChanges.Membership;
import io.centossrv.inventory.internal.store.PostgresGroupStore;
import io.centossrv.inventory.internal.target.TargetGroups;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Groups of nodes. */
@Component(service = GroupAdminService.class)
public final class GroupAdminService {
    private static final ErrorCode INVALID = new ErrorCode("group-invalid", ErrorKind.USER);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Permission ADD = new Permission("group:add");
    private static final Permission REMOVE = new Permission("group:remove");
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_MEMBERS = 10_000;

    private final StoredInventoryService inventory;
    private final PostgresGroupStore groups;
    private final GroupChanges changes;
    private final Clock clock;

    @Activate
    public GroupAdminService(
            @Reference StoredInventoryService inventory,
            @Reference PostgresGroupStore groups,
            @Reference GroupChanges changes) {
        this(inventory, groups, changes, Clock.systemUTC());
    }

    public GroupAdminService(
            StoredInventoryService inventory, PostgresGroupStore groups, GroupChanges changes, Clock clock) {
        this.inventory = inventory;
        this.groups = groups;
        this.changes = changes;
        this.clock = clock;
    }

    /** Nodes by name or id, and groups by name. */
    public record Named(List<String> nodes, List<String> groups) {
        public Named {
            nodes = List.copyOf(nodes);
            groups = List.copyOf(groups);
        }
    }

    public Page<Group> list(PageRequest request) {
        return groups.list(request);
    }

    /** Returns a group; {@code group-not-found}. */
    public Group find(String name) {
        return groups.find(plain(name)).orElseThrow(() -> TargetGroups.notFound(plain(name)));
    }

    public boolean has(String name) {
        return groups.find(plain(name)).isPresent();
    }

    /**
     * Makes a group, dynamic where it has a target.
     *
     * @throws CentossrvException {@code group-invalid}, {@code group-exists}, {@code group-cycle}, {@code
     *     group-not-found}, {@code target-invalid}
     */
    public Group add(Caller caller, String name, String description, Optional<String> target, Named members) {
        caller.require(ADD);
        String plain = plain(name);
        if (!NAME.matcher(plain).matches()) {
            throw invalid("A group's name has lower-case letters, digits, '.' and '-', at most 63.");
        }
        if (description.length() > MAX_DESCRIPTION || description.chars().anyMatch(c -> c < ' ')) {
            throw invalid("A description is one line of at most " + MAX_DESCRIPTION + " characters.");
        }
        if (target.isPresent()
                && !(members.nodes().isEmpty() && members.groups().isEmpty())) {
            throw invalid("A group has a target, or nodes and groups that are put into it, not both.");
        }
        target.ifPresent(TargetParser::parse);
        Instant now = clock.instant();
        Group group = new Group(plain, description, target, 0, List.of(), caller.name(), now);
        return changes.add(group, membership(members));
    }

    /** Puts nodes and groups into a static group. */
    public Group put(Caller caller, String name, Named members) {
        caller.require(ADD);
        return changes.change(plain(name), membership(members), Membership.none(), caller.name());
    }

    /** Takes nodes and groups out of a static group; the nodes may be gone by now. */
    public Group take(Caller caller, String name, Named members) {
        caller.require(REMOVE);
        return changes.change(plain(name), Membership.none(), membership(members), caller.name());
    }

    /** Removes a group; {@code group-not-found}, {@code group-in-use}. */
    public void remove(Caller caller, String name) {
        caller.require(REMOVE);
        changes.remove(plain(name), caller.name());
    }

    private Membership membership(Named members) {
        if (members.nodes().size() > MAX_MEMBERS || members.groups().size() > MAX_MEMBERS) {
            throw invalid("At most " + MAX_MEMBERS + " nodes and groups are put in at once.");
        }
        List<NodeId> nodes =
                members.nodes().stream().map(node -> inventory.named(node).id()).toList();
        return new Membership(
                nodes, members.groups().stream().map(GroupAdminService::plain).toList());
    }

    /** Tells whether a group can be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** People write the name with the sign that it has in targets, too. */
    private static String plain(String name) {
        return (name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
    }

    private static CentossrvException invalid(String problem) {
        return new CentossrvException(INVALID, problem);
    }
}
