// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.ProgramNotRun;
import io.centossrv.playbook.module.ModuleContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only file(1) and lsattr(1) can tell; "unknown" or nothing where the node hasn't them. */
final class FileTools {
    private static final Pattern MIME = Pattern.compile("(?s).*: *([^:;]+); charset=(\\S+)\\s*");
    private static final Pattern FLAGS = Pattern.compile("(?s)\\s*(\\d+)\\s+(\\S+)\\s.*");

    private static final Map<Character, String> FLAG_NAMES = Map.ofEntries(
            Map.entry('A', "noatime"),
            Map.entry('a', "append"),
            Map.entry('c', "compressed"),
            Map.entry('C', "nocow"),
            Map.entry('d', "nodump"),
            Map.entry('D', "dirsync"),
            Map.entry('e', "extents"),
            Map.entry('E', "encrypted"),
            Map.entry('h', "blocksize"),
            Map.entry('i', "immutable"),
            Map.entry('I', "indexed"),
            Map.entry('j', "journalled"),
            Map.entry('N', "inline"),
            Map.entry('s', "zero"),
            Map.entry('S', "synchronous"),
            Map.entry('t', "notail"),
            Map.entry('T', "blockroot"),
            Map.entry('u', "undelete"),
            Map.entry('X', "compressedraw"),
            Map.entry('Z', "compresseddirty"));

    private final ModuleContext context;

    FileTools(ModuleContext context) {
        this.context = context;
    }

    /** Returns type and charset of a file's content. */
    Map<String, Object> mime(Path path, FileFacts facts) {
        // Most of what is asked about needs no program.
        if (facts.is("isdir") || facts.is("islnk")) {
            return mime(facts.is("isdir") ? "inode/directory" : "inode/symlink", "binary");
        }
        if (facts.is("isreg") && facts.size() == 0) {
            return mime("inode/x-empty", "binary");
        }
        Optional<String> said = run(List.of("file", "--mime-type", "--mime-encoding", path.toString()));
        Matcher matcher = MIME.matcher(said.orElse(""));
        return matcher.matches() ? mime(matcher.group(1), matcher.group(2)) : mime("unknown", "unknown");
    }

    private static Map<String, Object> mime(String type, String charset) {
        return Map.of("mimetype", type, "charset", charset);
    }

    /** Returns the flags that chattr(1) sets. */
    Map<String, Object> attributes(Path path, FileFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", null);
        values.put("attributes", List.of());
        values.put("attr_flags", "");
        if (facts.is("isdir") || facts.is("isreg")) {
            Matcher matcher =
                    FLAGS.matcher(run(List.of("lsattr", "-vd", path.toString())).orElse(""));
            if (matcher.matches()) {
                String flags = matcher.group(2).replace("-", "");
                List<String> names = new ArrayList<>();
                flags.chars().forEach(flag -> Optional.ofNullable(FLAG_NAMES.get((char) flag))
                        .ifPresent(names::add));
                values.put("version", matcher.group(1));
                values.put("attributes", names);
                values.put("attr_flags", flags);
            }
        }
        return values;
    }

    private Optional<String> run(List<String> words) {
        try {
            ChildProcess.Ended ended =
                    new ChildProcess(words, Path.of("/"), context.environment(), new byte[0]).run(context.deadline());
            return ended.code() == 0 ? Optional.of(ended.out()) : Optional.empty();
        } catch (ProgramNotRun missing) {
            return Optional.empty();
        }
    }
}
