// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.net.RetryPolicy;
import io.centossrv.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands in a test as a shell would, and waits for nothing. */
final class Shell {
    static final Instant NOW = Instant.parse("2026-11-20T13:05:11Z");

    private final Path home;
    private final List<Duration> waits = new ArrayList<>();
    private String input = "";
    private boolean interactive;

    /** What came of a command. */
    record Result(int exit, String data, String talk) {}

    Shell(Path home) {
        this.home = home;
    }

    /** Somebody sits at the terminal and types this. */
    Shell typing(String lines) {
        input = lines;
        interactive = true;
        return this;
    }

    /** Standard input is a file with this. */
    Shell piping(String text) {
        input = text;
        interactive = false;
        return this;
    }

    List<Duration> waits() {
        return List.copyOf(waits);
    }

    Path contextFile() {
        return home.resolve("contexts.json");
    }

    /** Logs in without a request. */
    Shell loggedIn(FakeControlPlane server, String more) throws IOException {
        String pem = io.centossrv.cli.net.Authority.pem(server.authority().certificate());
        String json = "{\"version\":1,\"current\":\"test\",\"contexts\":[{\"name\":\"test\",\"server\":\""
                + server.address() + "\",\"caCertificate\":\"" + pem.replace("\n", "\\n")
                + "\",\"user\":\"admin\",\"token\":\"SECRET-TOKEN\"" + more + "}]}";
        Files.writeString(contextFile(), json);
        Files.setPosixFilePermissions(contextFile(), PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    Shell loggedIn(FakeControlPlane server) throws IOException {
        return loggedIn(server, "");
    }

    Result run(String... args) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(input)),
                new PrintStream(data, true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                interactive,
                false,
                false,
                false,
                false);
        Surroundings surroundings = new Surroundings(
                Map.of("CENTOSSRV_CONFIG", home.toString()),
                home,
                terminal,
                Clock.fixed(NOW, ZoneOffset.ofHours(1)),
                new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(20)),
                waits::add);
        int exit = new CommandTree(surroundings).run(args);
        return new Result(exit, data.toString(StandardCharsets.UTF_8), talk.toString(StandardCharsets.UTF_8));
    }
}
