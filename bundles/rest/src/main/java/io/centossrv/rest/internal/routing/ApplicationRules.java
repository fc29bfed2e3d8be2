// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.security.PublicOperations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an application must keep to before it is served. */
final class ApplicationRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> RESERVED = Set.of("x");

    private ApplicationRules() {}

    /** Throws {@link ApplicationRefused} where the domain's name or a noun is not its own. */
    static void checkNouns(String domain, Set<String> nouns, Map<String, String> owners) {
        require(NAME.matcher(domain).matches(), "domain=" + domain + " is no name");
        require(!nouns.isEmpty(), "it owns no noun");
        for (String noun : nouns) {
            boolean plugin = noun.equals("x/" + domain);
            require(
                    plugin || (NAME.matcher(noun).matches() && !RESERVED.contains(noun)),
                    "noun=" + noun + " is no noun");
            String owner = owners.getOrDefault(noun, domain);
            require(owner.equals(domain), "noun=" + noun + " belongs to domain=" + owner);
        }
    }

    /** Throws {@link ApplicationRefused} where an operation lies elsewhere or does not say who may call it. */
    static void checkOperations(String domain, Set<String> nouns, List<Operation> operations) {
        require(!operations.isEmpty(), "it has no operation");
        for (Operation operation : operations) {
            String noun = new RequestPath(operation.path()).noun().orElse("");
            require(nouns.contains(noun), operation + " is outside of its nouns " + nouns);
            boolean open = operation.open() && PublicOperations.lists(domain, operation.method(), operation.path());
            require(!operation.open() || open, operation + " is marked public and not on the closed list");
            require(open || operation.permission().isPresent(), operation + " names no permission");
            require(!open || operation.permission().isEmpty(), operation + " is public and names a permission");
        }
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new ApplicationRefused(otherwise);
        }
    }
}
