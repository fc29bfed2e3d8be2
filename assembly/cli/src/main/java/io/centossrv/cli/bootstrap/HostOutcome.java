// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.Optional;

/**
 * What became of a host.
 *
 * @param host as it was named
 * @param state {@code fit}, {@code pending}, {@code online}, {@code removed}, {@code retired} or {@code failed}
 * @param node its name, or its id before it was accepted
 * @param code what went wrong
 * @param detail for people
 * @param exit what it makes the command end with
 */
public record HostOutcome(
        String host, String state, Optional<String> node, Optional<String> code, String detail, ExitCode exit) {
    static HostOutcome ended(String host, String state, Optional<String> node, String detail) {
        return new HostOutcome(host, state, node, Optional.empty(), detail, ExitCode.OK);
    }

    /** Returns that it failed, and what was done about it. */
    public static HostOutcome failed(String host, Failure failure, String after) {
        String detail =
                failure.getMessage() + failure.next().map(step -> " " + step).orElse("") + after;
        return new HostOutcome(host, "failed", Optional.empty(), Optional.of(failure.code()), detail, failure.exit());
    }

    /** Returns it as data. */
    public JsonObject json() {
        JsonObject.Builder object = JsonObject.with().text("host", host).text("state", state);
        node.ifPresent(name -> object.text("node", name));
        code.ifPresent(word -> object.text("code", word));
        return object.text("detail", detail).build();
    }
}
