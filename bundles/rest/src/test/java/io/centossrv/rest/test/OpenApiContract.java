// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.test;

import io.centossrv.rest.RestApplication;
import io.centossrv.rest.internal.jersey.ResourceOperations;
import io.centossrv.rest.internal.openapi.OpenApiDocument;
import io.centossrv.rest.internal.openapi.OpenApiFragment;
import io.centossrv.rest.internal.routing.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the operations of an application and its OpenAPI fragment against each other, in both directions. */
public final class OpenApiContract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Set<String> COMMON = Set.of(
            "#/components/schemas/Problem",
            "#/components/responses/Problem",
            "#/components/parameters/limit",
            "#/components/parameters/cursor",
            "#/components/parameters/idempotencyKey");

    private OpenApiContract() {}

    /** Throws AssertionError with every difference where there is one. */
    public static void verify(RestApplication application) {
        List<String> differences = differences(application);
        if (!differences.isEmpty()) {
            throw new AssertionError("domain=" + application.domain() + ": " + String.join("\n", differences));
        }
    }

    /** Returns every difference, a sentence each; none where both say the same. */
    public static List<String> differences(RestApplication application) {
        Map<String, Object> fragment = OpenApiFragment.parse(application.openApi());
        Map<String, Map<String, Object>> paths = OpenApiDocument.described(fragment);
        Map<String, Operation> served = ResourceOperations.of(application.resources()).stream()
                .collect(Collectors.toMap(OpenApiContract::key, Function.identity()));
        List<String> differences = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> described = new TreeSet<>();
        paths.forEach(
                (path, item) -> item.keySet().stream().filter(METHODS::contains).forEach(method -> {
                    String key = method + " " + path;
                    described.add(key);
                    Map<String, Object> text = OpenApiFragment.object(item, method);
                    if (served.containsKey(key)) {
                        differences.addAll(flaws(key, served.get(key), text, item));
                    } else {
                        differences.add(key + " is described and not served");
                    }
                    if (!ids.add(String.valueOf(text.get("operationId")))) {
                        differences.add(key + " has no operationId of its own");
                    }
                }));
        served.keySet().stream()
                .filter(key -> !described.contains(key))
                .sorted()
                .forEach(key -> differences.add(key + " is served and not described"));
        references(fragment).stream()
                .filter(reference -> !COMMON.contains(reference) && !resolves(fragment, reference))
                .forEach(reference -> differences.add("nothing is at " + reference));
        return differences;
    }

    private static List<String> flaws(
            String key, Operation operation, Map<String, Object> text, Map<String, Object> item) {
        List<String> flaws = new ArrayList<>();
        if (!(text.get("operationId") instanceof String)) {
            flaws.add(key + " has no operationId");
        }
        if (OpenApiFragment.object(text, "responses").isEmpty()) {
            flaws.add(key + " describes no response");
        }
        String permission = operation.permission().map(Object::toString).orElse("");
        if (!String.valueOf(text.getOrDefault("x-permission", permission)).equals(permission)) {
            flaws.add(key + " needs the permission " + permission + " and is described otherwise");
        }
        String parameters = item.get("parameters") + " " + text.get("parameters");
        for (String variable : variables(operation.path())) {
            if (!parameters.contains("name=" + variable + ",")
                    && !parameters.contains("name=" + variable + "}")
                    && !parameters.contains("$ref")) {
                flaws.add(key + " does not describe its path parameter " + variable);
            }
        }
        return flaws;
    }

    private static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        for (int start = path.indexOf('{'); start >= 0; start = path.indexOf('{', start + 1)) {
            names.add(path.substring(start + 1, path.indexOf('}', start)));
        }
        return names;
    }

    private static String key(Operation operation) {
        return operation.verb() + " " + operation.path();
    }

    private static Set<String> references(Object node) {
        Set<String> found = new TreeSet<>();
        if (node instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                if ("$ref".equals(key) && value instanceof String reference) {
                    found.add(reference);
                } else {
                    found.addAll(references(value));
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> found.addAll(references(item)));
        }
        return found;
    }

    private static boolean resolves(Map<String, Object> fragment, String reference) {
        Object node = fragment;
        for (String step :
                reference.substring(reference.startsWith("#/") ? 2 : 0).split("/")) {
            node = node instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return node != null;
    }
}
