// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who serves which noun at one moment. Immutable: a switch replaces it whole.
 *
 * @param inCharge the highest version of each domain, by name
 * @param routes where each noun leads whose owner is known
 */
public record RoutingTable(List<ServedApplication> inCharge, Map<String, Route> routes) {
    public RoutingTable {
        inCharge = List.copyOf(inCharge);
        routes = Map.copyOf(routes);
    }

    /** Where a noun leads. */
    public sealed interface Route permits Serving, Gap {}

    /** To an application. */
    public record Serving(ServedApplication application) implements Route {}

    /** To a domain that is not there at the moment. */
    public record Gap(String domain) implements Route {}

    /** Returns where a noun leads; empty where nobody owns it, or its domain is there and dropped it. */
    public Optional<Route> find(String noun) {
        return Optional.ofNullable(routes.get(noun));
    }

    static RoutingTable of(Collection<ServedApplication> applications, Map<String, String> owners) {
        Map<String, ServedApplication> highest = applications.stream()
                .collect(Collectors.toMap(
                        ServedApplication::domain, Function.identity(), BinaryOperator.maxBy(ServedApplication.RANK)));
        Map<String, Route> routes = new HashMap<>();
        owners.forEach((noun, domain) -> {
            if (!highest.containsKey(domain)) {
                routes.put(noun, new Gap(domain));
            }
        });
        highest.values().forEach(served -> served.nouns().forEach(noun -> routes.put(noun, new Serving(served))));
        List<ServedApplication> inCharge = highest.values().stream()
                .sorted(Comparator.comparing(ServedApplication::domain))
                .toList();
        return new RoutingTable(inCharge, routes);
    }
}
