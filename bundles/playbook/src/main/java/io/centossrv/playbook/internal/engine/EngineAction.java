// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.util.Map;

/** A module that the engine itself does, because it needs variables, templates or the inventory. Thread-safe. */
@FunctionalInterface
interface EngineAction {
    /** Does it and returns its result; throws a {@link TaskFailure} where it can't. */
    Map<String, Object> run(ActionCall call);
}
