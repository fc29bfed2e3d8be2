// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.util.ArrayList;
import java.util.List;

/** A block without what tags left out. */
record BlockStep(List<Step> tasks, List<Step> rescue, List<Step> always) implements Step {
    BlockStep {
        tasks = List.copyOf(tasks);
        rescue = List.copyOf(rescue);
        always = List.copyOf(always);
    }

    static BlockStep of(List<? extends Step> tasks) {
        return new BlockStep(List.copyOf(tasks), List.of(), List.of());
    }

    boolean isEmpty() {
        return tasks.isEmpty() && rescue.isEmpty() && always.isEmpty();
    }

    /** Returns all tasks below, in the order of the text. */
    List<TaskStep> flat() {
        List<TaskStep> flat = new ArrayList<>();
        for (List<Step> part : List.of(tasks, rescue, always)) {
            for (Step step : part) {
                if (step instanceof BlockStep block) {
                    flat.addAll(block.flat());
                } else if (step instanceof TaskStep task) {
                    flat.add(task);
                }
            }
        }
        return flat;
    }
}
