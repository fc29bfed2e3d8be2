// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.net.Pause;
import io.centossrv.cli.net.RetryPolicy;
import io.centossrv.cli.output.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param environment variables
 * @param home of the user
 * @param terminal to talk to
 * @param clock with the zone in which people see times
 * @param retries of requests
 * @param pause waits
 */
public record Surroundings(
        Map<String, String> environment, Path home, Terminal terminal, Clock clock, RetryPolicy retries, Pause pause) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Returns a variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the folder that keeps contexts. */
    Path folder() {
        return variable("CENTOSSRV_CONFIG").map(Path::of).orElseGet(() -> variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> home.resolve(".config"))
                .resolve("centossrv"));
    }
}
