// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.openapi;

import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.routing.Operation;
import io.centossrv.rest.internal.routing.RoutingTable;
import io.centossrv.rest.internal.routing.ServedApplication;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The OpenAPI document of what is served at one moment: each operation of each application in charge, described by its
 * fragment where that does, always with the permission that it needs.
 */
public final class OpenApiDocument {
    private static final String PERMISSION = "x-permission";

    private final Map<String, Map<String, Object>> paths = new TreeMap<>();
    private final Components components = new Components();

    private OpenApiDocument() {}

    /** Returns the document as maps and lists. */
    public static Map<String, Object> of(RoutingTable table) {
        OpenApiDocument document = new OpenApiDocument();
        table.inCharge().forEach(document::add);
        return document.build();
    }

    private void add(ServedApplication application) {
        Map<String, Object> fragment = components.merge(application.domain(), application.openApi());
        Map<String, Map<String, Object>> described = described(fragment);
        for (Operation operation : application.operations()) {
            Map<String, Object> item = described.getOrDefault(operation.path(), Map.of());
            Map<String, Object> target = paths.computeIfAbsent(operation.path(), path -> new TreeMap<>());
            Optional.ofNullable(item.get("parameters")).ifPresent(shared -> target.put("parameters", shared));
            target.put(operation.verb(), operation(operation, OpenApiFragment.object(item, operation.verb())));
        }
    }

    private static Map<String, Object> operation(Operation operation, Map<String, Object> described) {
        Map<String, Object> merged = new LinkedHashMap<>(described);
        merged.putIfAbsent("responses", Map.of("default", Map.of("$ref", "#/components/responses/Problem")));
        operation.permission().ifPresent(permission -> merged.put(PERMISSION, permission.name()));
        merged.put("security", operation.open() ? List.of() : List.of(Map.of("bearer", List.of())));
        return merged;
    }

    /** Returns the path items of a fragment by full path; a fragment may leave {@code /api/v1} out. */
    public static Map<String, Map<String, Object>> described(Map<String, Object> fragment) {
        Map<String, Map<String, Object>> items = new HashMap<>();
        Map<String, Object> given = OpenApiFragment.object(fragment, "paths");
        given.keySet().forEach(path -> items.put(full(path), OpenApiFragment.object(given, path)));
        return items;
    }

    private static String full(String path) {
        return path.startsWith(RequestPath.API) ? path : RequestPath.API + path.substring(path.startsWith("/") ? 1 : 0);
    }

    private Map<String, Object> build() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Centossrv", "version", "v1"));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths);
        document.put("components", components.all());
        return document;
    }
}
