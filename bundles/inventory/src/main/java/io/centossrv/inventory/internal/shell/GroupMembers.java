// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.service.GroupAdminService.Named;
import java.util.List;

/** Reads what is put into a group: nodes, and groups with their sign. */
final class GroupMembers {
    private GroupMembers() {}

    static Named of(List<String> members) {
        return new Named(
                members.stream().filter(member -> !member.startsWith("@")).toList(),
                members.stream().filter(member -> member.startsWith("@")).toList());
    }
}
