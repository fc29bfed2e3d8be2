// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Position;
import io.centossrv.playbook.model.Keywords;
import java.util.Map;
import java.util.Optional;

/**
 * One use of a role.
 *
 * @param beside the folder of the role that depends on it
 * @param from files instead of {@code main}
 * @param allowDuplicates as an import says; empty where the role itself says it
 * @param checked whether its arguments are checked
 */
record RoleUse(
        String name,
        Keywords keywords,
        Map<String, Object> params,
        Optional<String> beside,
        Map<String, String> from,
        boolean included,
        Optional<Boolean> allowDuplicates,
        boolean checked,
        Position position) {}
