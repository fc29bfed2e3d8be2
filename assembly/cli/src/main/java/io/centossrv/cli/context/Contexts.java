// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.context;

import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contexts of a user.
 *
 * @param current name of the one in use
 * @param all by name
 */
public record Contexts(Optional<String> current, List<Context> all) {
    public Contexts {
        all = all.stream().sorted(Comparator.comparing(Context::name)).toList();
    }

    /** Returns no contexts. */
    public static Contexts none() {
        return new Contexts(Optional.empty(), List.of());
    }

    /** Returns a context by name. */
    public Optional<Context> find(String name) {
        return all.stream().filter(context -> context.name().equals(name)).findFirst();
    }

    /** Returns the contexts with this one added or replaced. */
    public Contexts with(Context changed) {
        return new Contexts(
                current,
                Stream.concat(
                                all.stream().filter(context -> !context.name().equals(changed.name())),
                                Stream.of(changed))
                        .toList());
    }

    /** Returns the contexts with another one in use. */
    public Contexts using(String name) {
        return new Contexts(Optional.of(name), all);
    }

    static Contexts read(JsonObject json) {
        return new Contexts(
                json.text("current"),
                json.objects("contexts").stream().map(Context::read).toList());
    }

    JsonObject write() {
        return JsonObject.with()
                .number("version", 1)
                .text("current", current)
                .put("contexts", JsonArray.of(all.stream().map(Context::write).toList()))
                .build();
    }
}
