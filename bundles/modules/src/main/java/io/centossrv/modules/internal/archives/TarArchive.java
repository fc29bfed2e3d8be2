// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.archives;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.Program;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An archive that tar(1) of the node reads, packed by gzip, bzip2, xz or zstd, or plain. */
final class TarArchive {
    private static final Pattern DIFFERENCE = Pattern.compile(
            ".*: (?:Contents differ|Size differs|File type differs|Symlink differs|Mod time differs|Mode differs"
                    + "|Uid differs|Gid differs|Warning: Cannot stat: No such file or directory)");

    private final Arguments arguments;
    private final Program program;
    private final Path file;
    private final Path dest;

    TarArchive(ModuleContext context, Path file, Path dest) {
        this.arguments = context.arguments();
        this.program = new Program(context);
        this.file = file;
        this.dest = dest;
    }

    /** Returns the names of its members as they stand in it; empty where it is no archive that tar can read. */
    Optional<List<String>> names() {
        return listed("--absolute-names");
    }

    /** Returns the names under which its members are unpacked. */
    List<String> members() {
        return listed("--show-transformed-names").orElse(List.of());
    }

    private Optional<List<String>> listed(String form) {
        ChildProcess.Ended ended = program.run(words("--list", "--quoting-style=literal", form));
        return ended.code() == 0 ? Optional.of(ended.out().lines().toList()) : Optional.empty();
    }

    /** Refuses what would leave the folder; tar itself keeps links from doing so while it unpacks. */
    static void refuseOutside(List<String> names) {
        for (String member : names) {
            boolean climbs = Arrays.asList(member.split("/")).contains("..");
            if (climbs || member.startsWith("/")) {
                throw new ModuleFailure("the archive's member '" + member + "' would lie outside of the destination:"
                        + " nothing was unpacked");
            }
        }
    }

    /** Returns in what the folder differs from it, but for what the task itself sets. */
    List<String> differences() {
        ChildProcess.Ended ended = program.run(words("--diff"));
        List<String> differences = new ArrayList<>();
        (ended.out() + "\n" + ended.err())
                .lines()
                .filter(line -> DIFFERENCE.matcher(line).matches())
                .filter(line -> !(arguments.has("owner") && line.endsWith(": Uid differs")))
                .filter(line -> !(arguments.has("group") && line.endsWith(": Gid differs")))
                .filter(line -> !(arguments.has("mode") && line.endsWith(": Mode differs")))
                .forEach(differences::add);
        return differences;
    }

    void extract() {
        List<String> more = new ArrayList<>(List.of("--extract"));
        if (arguments.flag("keep_newer")) {
            more.add("--keep-newer-files");
        }
        ChildProcess.Ended ended = program.run(words(more.toArray(new String[0])));
        if (ended.code() != 0) {
            throw new ModuleFailure("failed to unpack " + file + " to " + dest + ": "
                    + ended.err().strip());
        }
    }

    private List<String> words(String... deed) {
        List<String> words = new ArrayList<>(List.of("tar"));
        words.addAll(Arrays.asList(deed));
        words.addAll(List.of("-C", dest.toString()));
        words.addAll(arguments.texts("extra_opts"));
        arguments.texts("exclude").forEach(pattern -> words.add("--exclude=" + pattern));
        words.addAll(List.of("-f", file.toString(), "--"));
        words.addAll(arguments.texts("include"));
        return words;
    }
}
