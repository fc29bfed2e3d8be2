// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.internal.HostNamePattern;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What terms a join token may have. */
final class JoinTokenRules {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_USES = 10_000;
    private static final int MOST_TAGS = 50;

    private JoinTokenRules() {}

    /** Throws with all that is wrong. */
    static void check(JoinTokenTerms terms) {
        checkLifetime(terms.lifetime());
        List<ErrorDetail> problems = new ArrayList<>();
        if (terms.uses() < 1 || terms.uses() > MOST_USES) {
            problems.add(ErrorDetail.at("/uses", "A join token has 1 to " + MOST_USES + " uses."));
        }
        terms.site().ifPresent(site -> checkLabel("/site", Label.Kind.SITE, "", site, problems));
        if (terms.tags().size() > MOST_TAGS) {
            problems.add(ErrorDetail.at("/tags", "A join token gives at most " + MOST_TAGS + " tags."));
        }
        terms.tags().forEach((key, value) -> checkLabel("/tags", Label.Kind.TAG, key, value, problems));
        terms.namePattern().ifPresent(pattern -> checkPattern(pattern, problems));
        if (!problems.isEmpty()) {
            throw new CentossrvException(
                    InventoryErrors.TERMS_INVALID, problems.get(0).message(), problems);
        }
    }

    /** Throws where one of the tags is none. */
    static void checkTags(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw new CentossrvException(
                    InventoryErrors.TERMS_INVALID, "At most " + MOST_TAGS + " tags are given at once.");
        }
        tags.forEach((key, value) -> new Label(Label.Kind.TAG, key, value));
    }

    private static void checkLabel(
            String pointer, Label.Kind kind, String name, String value, List<ErrorDetail> problems) {
        try {
            new Label(kind, name, value);
        } catch (CentossrvException e) {
            problems.add(ErrorDetail.at(pointer, e.getMessage()));
        }
    }

    static void checkLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID,
                    "A join token lives from one second to 7 days, not " + lifetime + ".");
        }
    }

    private static void checkPattern(String pattern, List<ErrorDetail> problems) {
        try {
            new HostNamePattern(pattern);
        } catch (IllegalArgumentException e) {
            problems.add(ErrorDetail.at("/namePattern", e.getMessage() + "."));
        }
    }
}
