// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code state: absent} of {@code lineinfile}. */
final class LineRemoval {
    private final Predicate<String> unwanted;

    LineRemoval(Arguments arguments) {
        Optional<Expression> regexp = arguments.text("regexp").map(Expression::ofBytes);
        Optional<String> search = arguments.text("search_string").map(ByteText::of);
        String line = ByteText.of(arguments.text("line").orElse(""));
        if (regexp.isPresent()) {
            unwanted = regexp.get()::isIn;
        } else if (search.isPresent()) {
            unwanted = one -> one.contains(search.get());
        } else {
            unwanted = one -> ByteText.bare(one).equals(line);
        }
    }

    /** Removes lines and returns how many. */
    int remove(List<String> lines) {
        int before = lines.size();
        lines.removeIf(unwanted);
        return before - lines.size();
    }
}
