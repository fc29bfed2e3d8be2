// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs all cases below a folder: {@code Main DIR [-v]}. The last line is the sum. */
public final class Main {
    private static final int USAGE = 64;

    private Main() {}

    /** Exit codes: 0 where all cases ran, whatever came of them; 1 where they could not; 64 for wrong arguments. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length < 1 || arguments.length > 2) {
            out.println("usage: conformance DIR [-v]");
            System.exit(USAGE);
        }
        Path folder = Path.of(arguments[0]);
        if (!Files.isDirectory(folder)) {
            boolean fails = System.getenv("CI") != null;
            out.println("there is no folder " + folder + (fails ? "" : ": nothing was run, and only on CI this fails"));
            System.exit(fails ? 1 : 0);
        }
        out.print(run(folder, arguments.length == 2 ? out : silent()).report());
    }

    static Tally run(Path folder, PrintStream details) throws IOException {
        Tally tally = new Tally();
        for (Map.Entry<String, Path> kind : new Corpus(folder).folders().entrySet()) {
            switch (kind.getKey()) {
                case "modules" -> modules(kind.getValue(), tally, details);
                case "jinja" -> jinja(kind.getValue(), tally, details);
                case "plays" -> {
                    PlayCases cases = new PlayCases();
                    for (Map<String, Object> one : Corpus.cases(kind.getValue())) {
                        Path source = kind.getValue().resolve((String) one.get("id"));
                        count("plays/" + one.get("area"), one, cases.judge(source, one), tally, details);
                    }
                }
                default ->
                    Corpus.vectors(kind.getValue())
                            .forEach(vector -> tally.add(
                                    kind.getKey(), Verdict.skipped("modules of whole hosts are not supported yet")));
            }
        }
        return tally;
    }

    private static void jinja(Path folder, Tally tally, PrintStream details) throws IOException {
        JinjaCases cases = new JinjaCases(folder);
        for (Map<String, Object> vector : Corpus.vectors(folder)) {
            count("jinja/" + vector.get("group"), vector, cases.judge(vector), tally, details);
        }
    }

    private static void modules(Path folder, Tally tally, PrintStream details) throws IOException {
        try (ModuleCases cases = new ModuleCases()) {
            for (Map<String, Object> vector : Corpus.vectors(folder)) {
                count("modules/" + vector.get("module"), vector, cases.judge(vector), tally, details);
            }
        }
    }

    private static void count(
            String group, Map<String, Object> vector, Verdict verdict, Tally tally, PrintStream details) {
        tally.add(group, verdict);
        if (verdict.kind() == Verdict.Kind.FAILED || verdict.kind() == Verdict.Kind.DEVIATING) {
            details.println(verdict.kind() + " " + vector.get("id") + ": " + verdict.reason());
        }
    }

    private static PrintStream silent() {
        return new PrintStream(java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
