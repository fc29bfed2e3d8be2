// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.modules.BuiltInModules;
import io.centossrv.playbook.Compilation;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.compile.ArgumentChecks;
import io.centossrv.playbook.compile.PlaybookCompiler;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.FolderProject;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.run.PlayRunner;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.run.TaskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays cases of modules through the playbook library, as the product runs them: check, apply, apply again. */
final class ModuleCases implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ModuleCatalog modules = BuiltInModules.catalog();
    private final Deviations deviations = Deviations.published();
    private final CaseServer server;

    ModuleCases() throws IOException {
        server = new CaseServer();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    Verdict judge(Map<String, Object> vector) throws IOException {
        if (vector.containsKey("hosts")) {
            return Verdict.skipped("several hosts are not supported yet");
        }
        Verdict verdict = replay(vector);
        return verdict.kind() == Verdict.Kind.FAILED
                ? deviations
                        .reason((String) vector.get("id"), verdict.reason())
                        .map(Verdict::deviating)
                        .orElse(verdict)
                : verdict;
    }

    private Verdict replay(Map<String, Object> vector) throws IOException {
        Map<?, ?> check = pass(vector, 0);
        try (World world = World.create(vector.get("setup"), server)) {
            Map<String, String> before = Tree.actual(world);
            Verdict verdict = run(vector, check, world, true);
            if (verdict.kind() != Verdict.Kind.PASSED) {
                return verdict;
            }
            Map<String, String> expected =
                    vector.get("after_check") instanceof List<?> tree ? Tree.expected(tree) : before;
            if (!expected.equals(Tree.actual(world))) {
                return Verdict.failed("check changed the tree: " + before + " -> " + Tree.actual(world));
            }
        }
        try (World world = World.create(vector.get("setup"), server)) {
            for (int number = 1; number < 3; number++) {
                Verdict verdict = run(vector, pass(vector, number), world, false);
                if (verdict.kind() != Verdict.Kind.PASSED) {
                    return verdict;
                }
                Object tree = number == 2 && vector.containsKey("after_again")
                        ? vector.get("after_again")
                        : vector.get("final");
                Map<String, String> expected = Tree.expected((List<?>) tree);
                if (!expected.equals(Tree.actual(world))) {
                    return Verdict.failed("tree after apply: expected " + expected + " but was " + Tree.actual(world));
                }
            }
        }
        return Verdict.PASSED;
    }

    private static Map<?, ?> pass(Map<String, Object> vector, int number) {
        return (Map<?, ?>) ((List<?>) vector.get("passes")).get(number);
    }

    private Verdict run(Map<String, Object> vector, Map<?, ?> expected, World world, boolean check) throws IOException {
        Files.writeString(world.play().resolve("play.yml"), "---\n# a case\n" + world.written(playbook(vector)));
        FolderProject project = new FolderProject(world.play());
        Compilation compiled = new PlaybookCompiler(modules).compile(project, "play.yml", ArgumentChecks.WHEN_RUN);
        Optional<Mistake> missing = compiled.mistakes().stream()
                .filter(mistake ->
                        mistake.code().equals("unsupported") || mistake.code().equals("template"))
                .findFirst();
        if (missing.isPresent()) {
            return Verdict.skipped(missing.get().message());
        }
        if (compiled.plays().isEmpty()) {
            return refusal(expected, compiled.mistakes().get(0));
        }
        List<TaskReport> reports = new ArrayList<>();
        RunSettings settings = new RunSettings(
                check,
                true,
                project,
                world.play(),
                Map.of(
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG", "C.UTF-8",
                        "LC_ALL", "C.UTF-8",
                        "TZ", "UTC",
                        "HOME", world.home().toString(),
                        "TERM", "dumb"),
                Deadline.in(PATIENCE),
                Clock.systemUTC());
        new PlayRunner(modules, settings, reports::add).run(compiled.plays().get());
        return compare(check ? "check: " : "apply: ", (List<?>) expected.get("results"), reports, world);
    }

    private static String playbook(Map<String, Object> vector) {
        Map<String, Object> play = new LinkedHashMap<>();
        play.put("hosts", "all");
        play.put("gather_facts", false);
        play.put("vars", vector.getOrDefault("vars", Map.of()));
        play.put("tasks", vector.get("tasks"));
        if (vector.containsKey("handlers")) {
            play.put("handlers", vector.get("handlers"));
        }
        if (vector.get("play") instanceof Map<?, ?> more) {
            more.forEach((key, value) -> play.put(String.valueOf(key), value));
        }
        return Json.write(List.of(play));
    }

    private static Verdict refusal(Map<?, ?> expected, Mistake mistake) {
        String kind =
                switch (mistake.code()) {
                    case "conflicting-actions", "unknown-keyword" -> "conflicting_actions";
                    case "unknown-module" -> "module_not_found";
                    case "no-action" -> "no_action";
                    default -> mistake.code();
                };
        return kind.equals(expected.get("error_class"))
                ? Verdict.PASSED
                : Verdict.failed("refused with " + mistake + " where Ansible says " + expected.get("error_class"));
    }

    private static Verdict compare(String pass, List<?> expected, List<TaskReport> reports, World world) {
        if (expected.size() != reports.size()) {
            return Verdict.failed(pass + expected.size() + " results expected, " + reports.size() + " came: "
                    + reports.stream()
                            .map(report -> report.result().message().orElse(""))
                            .toList());
        }
        for (int i = 0; i < reports.size(); i++) {
            String difference = new ResultComparison((Map<?, ?>) expected.get(i), reports.get(i), world).difference();
            if (!difference.isEmpty()) {
                return Verdict.failed(pass + "result " + i + ": " + difference);
            }
        }
        return Verdict.PASSED;
    }
}
