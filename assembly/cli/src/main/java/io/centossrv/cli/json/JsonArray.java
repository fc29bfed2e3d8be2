// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.json;

import java.util.List;

/**
 * A JSON array.
 *
 * @param items in order
 */
public record JsonArray(List<Json> items) implements Json {
    public JsonArray {
        items = List.copyOf(items);
    }

    /** Returns an array of objects. */
    public static JsonArray of(List<JsonObject> objects) {
        return new JsonArray(List.copyOf(objects));
    }

    /** Returns the items that are objects. */
    public List<JsonObject> objects() {
        return items.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** Returns the items as lines of text. */
    public List<String> plainItems() {
        return items.stream().map(Json::plain).toList();
    }
}
