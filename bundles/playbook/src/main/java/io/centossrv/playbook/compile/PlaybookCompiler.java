// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.compile;

import io.centossrv.playbook.Compilation;
import io.centossrv.playbook.CompiledPlay;
import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.ActionParser;
import io.centossrv.playbook.internal.parse.PlayParser;
import io.centossrv.playbook.internal.parse.ProjectFiles;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.internal.yaml.YamlReader;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Parses, validates and compiles a playbook; runs nothing and evaluates nothing. Thread-safe.
 *
 * <p>Plays: {@code hosts name vars tasks gather_facts check_mode diff ignore_errors no_log timeout}. Tasks: a module in
 * any of Ansible's notations, {@code name args vars register check_mode diff ignore_errors no_log timeout}, and
 * {@code when changed_when failed_when} with true or false. Values are literal. All else that Ansible knows is a mistake
 * with the code {@code unsupported}.
 */
public final class PlaybookCompiler {
    private final ModuleCatalog modules;

    public PlaybookCompiler(ModuleCatalog modules) {
        this.modules = modules;
    }

    /** Compiles the playbook at a path of the project; wrong arguments are mistakes. */
    public Compilation compile(Project project, String playbook) {
        return compile(project, playbook, ArgumentChecks.FIRST);
    }

    /** Compiles the playbook at a path of the project. */
    public Compilation compile(Project project, String playbook, ArgumentChecks checks) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Mistake> warnings = new ArrayList<>();
        ProjectFiles files = new ProjectFiles(project, playbook);
        List<CompiledPlay> plays = List.of();
        Optional<byte[]> content = project.read(playbook);
        Position start = new Position(playbook, 0, 0);
        if (content.isEmpty()) {
            mistakes.add(new Mistake("not-found", start, "there is no such file in the project"));
        } else {
            Optional<Value> document = new YamlReader(playbook, mistakes).read(content.get());
            if (document.isPresent()) {
                ActionParser actions = new ActionParser(modules, mistakes, files, checks == ArgumentChecks.FIRST);
                plays = new PlayParser(mistakes, warnings, actions).parse(document.get());
            } else if (mistakes.isEmpty()) {
                mistakes.add(new Mistake("empty", start, "the playbook is empty"));
            }
        }
        Comparator<Mistake> order = Comparator.comparingInt(
                        (Mistake mistake) -> mistake.position().line())
                .thenComparingInt(mistake -> mistake.position().column());
        // Several ways may lead to one mistake, as of a value that aliases share.
        List<Mistake> sorted = mistakes.stream().distinct().sorted(order).toList();
        Optional<CompiledPlays> compiled = sorted.isEmpty()
                ? Optional.of(new CompiledPlays(plays, files.hashes(), files.modes(), files.folders()))
                : Optional.empty();
        return new Compilation(compiled, sorted, warnings);
    }
}
