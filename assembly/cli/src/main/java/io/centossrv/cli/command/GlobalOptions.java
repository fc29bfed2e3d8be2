// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.output.Format;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options that stand before or after each noun and verb. */
@Command(
        name = "csrv",
        description = "Keeps CentOS servers in their declared state.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        sortSynopsis = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "First: csrv login, csrv status, csrv ping '*'."})
final class GlobalOptions implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How data is written: ${COMPLETION-CANDIDATES}.")
    private Format output = Format.table;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The context to use instead of the current one.")
    private String context;

    @Option(
            names = "--raw",
            scope = ScopeType.INHERIT,
            description = "Write text from nodes as it is, with control characters.")
    private boolean raw;

    Format format() {
        return output;
    }

    boolean isRaw() {
        return raw;
    }

    Optional<String> context() {
        return Optional.ofNullable(context);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
