// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.engine.PlaybookRun;
import io.centossrv.playbook.engine.spi.EngineActions;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.inventory.Inventory;
import io.centossrv.playbook.inventory.InventoryReader;
import io.centossrv.playbook.inventory.ProjectInventory;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.load.ProjectLoader;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.FolderProject;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.vault.Vault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs playbooks on this machine: all of them are read and checked before the first begins. */
public final class PlayCommand {
    private static final int FAILED = 2;
    private static final int NO_TARGET = 3;
    private static final int UNREACHABLE = 4;
    private static final int INTERRUPTED = 5;
    private static final int CHANGED = 10;
    private static final int CHANGED_AND_FAILED = 12;
    private static final int INVALID = 65;
    private static final int TIMED_OUT = 124;
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Path folder;
    private final Map<String, String> environment;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    public PlayCommand(Path folder, Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Returns how it is used. */
    public static String usage() {
        return PlayLine.USAGE;
    }

    /**
     * Runs what the words after {@code play} say and returns the exit code.
     *
     * @throws IllegalArgumentException where they say nothing that can be done
     */
    public int run(List<String> words) throws IOException {
        PlayLine line = PlayLine.parse(words);
        Vault vault = VaultFiles.read(line.vaults(), folder);
        Map<String, Object> extraVars = ExtraVars.read(line.extraVars(), folder, vault);
        ModuleCatalog modules = ModuleCatalog.load(PlayCommand.class.getClassLoader());
        List<Ready> ready = new ArrayList<>();
        Set<Mistake> mistakes = new LinkedHashSet<>();
        for (String playbook : line.playbooks()) {
            Path file = folder.resolve(playbook).normalize();
            LoadSettings load = new LoadSettings(
                    new FolderProject(file.getParent()), modules, EngineActions.ALL, extraVars, vault, false);
            prepare(line, file, load, mistakes).ifPresent(ready::add);
        }
        if (!mistakes.isEmpty()) {
            mistakes.forEach(mistake -> err.println("ERROR! " + mistake));
            return INVALID;
        }
        for (Ready one : ready) {
            Set<String> others = line.local() ? Set.of() : one.machine().others(one.playbook());
            if (!others.isEmpty()) {
                err.println(
                        "csrv-agent: " + String.join(", ", others) + ": not this machine, where all of it would run."
                                + " Choose hosts by --limit, say ansible_connection=local or -c local where they are meant,"
                                + " or use csrv play for others. Nothing was begun.");
                return NO_TARGET;
            }
        }
        return line.syntaxOnly() ? syntax(line) : run(line, ready);
    }

    /** A playbook that may begin. */
    private record Ready(
            Path file,
            LoadSettings load,
            ProjectLoader loader,
            Playbook playbook,
            ProjectInventory inventory,
            ThisMachine machine) {}

    private Optional<Ready> prepare(PlayLine line, Path file, LoadSettings load, Set<Mistake> mistakes)
            throws IOException {
        List<String> sources = sources(line);
        Loaded<Inventory> inventory = new InventoryReader(load).read(sources);
        mistakes.addAll(inventory.mistakes());
        ProjectLoader loader = new ProjectLoader(load);
        Loaded<Playbook> playbook = loader.playbook(file.getFileName().toString());
        mistakes.addAll(playbook.mistakes());
        playbook.value().ifPresent(value -> mistakes.addAll(loader.check(value)));
        playbook.warnings().forEach(warning -> err.println("[WARNING]: " + warning));
        if (inventory.value().isEmpty() || playbook.value().isEmpty()) {
            return Optional.empty();
        }
        ProjectInventory hosts =
                new ProjectInventory(load, sources, inventory.value().get(), limit(line));
        return Optional.of(new Ready(file, load, loader, playbook.value().get(), hosts, new ThisMachine(hosts)));
    }

    private List<String> sources(PlayLine line) {
        if (line.inventories().isEmpty()) {
            return List.of("localhost,");
        }
        return line.inventories().stream()
                .map(source -> source.indexOf(',') >= 0
                        ? source
                        : folder.resolve(source).normalize().toString())
                .toList();
    }

    private List<String> limit(PlayLine line) throws IOException {
        List<String> limit = new ArrayList<>();
        for (String one : line.limit()) {
            for (String part : one.split(",")) {
                if (part.startsWith("@")) {
                    Files.readAllLines(folder.resolve(part.substring(1))).stream()
                            .map(String::strip)
                            .filter(host -> !host.isEmpty())
                            .forEach(limit::add);
                } else if (!part.isBlank()) {
                    limit.add(part.strip());
                }
            }
        }
        return limit;
    }

    private int syntax(PlayLine line) {
        line.playbooks().forEach(playbook -> out.println("\nplaybook: " + playbook));
        return 0;
    }

    private int run(PlayLine line, List<Ready> ready) {
        AnsibleOutput output = new AnsibleOutput(out, err, line.verbosity());
        int worst = 0;
        for (Ready one : ready) {

            RunSettings run = new RunSettings(
                    line.check(), line.diff(), one.load().project(), folder, environment, Deadline.in(LONGEST), clock);
            EngineSettings settings = new EngineSettings(
                    run,
                    one.file().getParent(),
                    one.load().modules(),
                    one.loader(),
                    new LocalInventory(one.inventory(), line.local() ? (host, hosts) -> true : one.machine()::mayRun),
                    one.load().vault()::open,
                    one.load().extraVars(),
                    options(line));
            Outcome outcome = new PlaybookRun(settings, output).run(one.playbook());
            outcome.failure().ifPresent(this::tell);
            worst = code(outcome);
            if (worst != 0) {
                break;
            }
        }
        if (line.detailed() && output.changed()) {
            return worst == 0 ? CHANGED : worst == FAILED ? CHANGED_AND_FAILED : worst;
        }
        return worst;
    }

    private static EngineSettings.Options options(PlayLine line) {
        return new EngineSettings.Options(
                line.tags(),
                line.skipTags(),
                line.startAtTask(),
                line.forceHandlers(),
                line.verbosity(),
                5,
                line.limit().isEmpty() ? Optional.empty() : Optional.of(String.join(",", line.limit())),
                "Ansible managed",
                true);
    }

    private void tell(RunFailure failure) {
        err.println("ERROR! " + failure.position().map(at -> at + ": ").orElse("") + failure.getMessage());
    }

    private static int code(Outcome outcome) {
        return switch (outcome.kind()) {
            case OK -> 0;
            case FAILED -> FAILED;
            case UNREACHABLE -> UNREACHABLE;
            case BROKEN -> INVALID;
            case TIMED_OUT -> TIMED_OUT;
            case CANCELLED -> INTERRUPTED;
        };
    }
}
