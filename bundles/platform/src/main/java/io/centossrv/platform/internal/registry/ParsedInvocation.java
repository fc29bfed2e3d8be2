// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Caller;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call whose words were put to the arguments and options of the descriptor. */
record ParsedInvocation(Caller caller, PrintStream out, Map<String, List<String>> given, Set<String> flags)
        implements CommandInvocation {
    ParsedInvocation {
        given = Map.copyOf(given);
        flags = Set.copyOf(flags);
    }

    @Override
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    @Override
    public List<String> values(String name) {
        return given.getOrDefault(name, List.of());
    }

    @Override
    public boolean flag(String name) {
        return flags.contains(name);
    }
}
