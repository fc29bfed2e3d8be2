// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Caller;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call of a command with values by name, and what it printed. */
final class RecordedInvocation implements CommandInvocation {
    private final Map<String, String> values;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    RecordedInvocation(Map<String, String> values) {
        this.values = values;
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Caller caller() {
        return new Caller("root", Set.of("*"));
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public List<String> values(String name) {
        return value(name).stream().toList();
    }

    @Override
    public boolean flag(String name) {
        return values.containsKey(name);
    }

    @Override
    public PrintStream out() {
        return out;
    }
}
