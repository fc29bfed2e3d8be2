// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.model.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task is repeated over, on a host. */
final class LoopItems {
    private static final int MOST = 1_000_000;

    private LoopItems() {}

    /** Returns the elements; empty where the task has no loop. */
    static Optional<List<Object>> of(TaskStep step, Templar templar, HostVariables vars) {
        Optional<List<Object>> items = step.task().loop().map(loop -> items(loop, templar, vars));
        if (items.isPresent() && items.get().size() > MOST) {
            throw new TaskFailure("a loop of more than " + MOST + " items");
        }
        return items;
    }

    private static List<Object> items(Loop loop, Templar templar, HostVariables vars) {
        Object written = vars.opened(loop.value());
        if (loop.lookup().isEmpty()) {
            Object items = templar.template(written);
            if (!Items.isList(items)) {
                throw new TaskFailure("Invalid data passed to 'loop', it requires a list, got this instead: "
                        + Text.of(items)
                        + ". Hint: If you passed a list/dict of just one element, try adding wantlist=True to your lookup"
                        + " invocation or use q/query instead of lookup.");
            }
            return new ArrayList<>((List<?>) items);
        }
        String lookup = loop.lookup().get();
        List<Object> terms = lookup.equals("first_found") ? definedTerms(written, templar) : terms(written, templar);
        return new ArrayList<>(templar.lookup(lookup, terms));
    }

    private static List<Object> terms(Object written, Templar templar) {
        Object terms = templar.template(written instanceof String text ? text.strip() : written);
        return Items.isList(terms) ? new ArrayList<>((List<?>) terms) : List.of(terms);
    }

    /** A candidate that can't be named is one that isn't there. */
    private static List<Object> definedTerms(Object written, Templar templar) {
        List<Object> terms = new ArrayList<>();
        Scope.elements(written).forEach(each -> terms.addAll(definedTerm(each, templar)));
        return terms;
    }

    private static List<?> definedTerm(Object written, Templar templar) {
        try {
            Object term = templar.template(written);
            return Items.isList(term) ? (List<?>) term : List.of(term);
        } catch (UndefinedError missing) {
            return List.of();
        }
    }
}
