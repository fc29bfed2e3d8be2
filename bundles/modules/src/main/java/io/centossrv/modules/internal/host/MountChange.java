// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.modules.internal.files.Backup;
import io.centossrv.modules.internal.system.ChildProcess;
import io.centossrv.modules.internal.system.Program;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of a mount: of its entry, of what is mounted, or of both. */
final class MountChange {
    private static final String USUAL = "/etc/fstab";

    private final ModuleContext context;
    private final Arguments arguments;
    private final String path;
    private final Path file;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    MountChange(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.path = arguments.required("path");
        this.file = context.path(arguments.text("fstab").orElse(USUAL));
        values.put("name", path);
        values.put("opts", options());
        values.put("dump", arguments.required("dump"));
        values.put("passno", arguments.required("passno"));
        values.put("fstab", arguments.text("fstab").orElse(USUAL));
        boolean manual = List.of(arguments.text("opts").orElse("").split(",")).contains("noauto");
        values.put("boot", arguments.flag("boot") || manual ? "yes" : "no");
        values.put("backup_file", "");
        arguments.text("src").ifPresent(source -> values.put("src", source));
        arguments.text("fstype").ifPresent(type -> values.put("fstype", type));
    }

    /** Without boot an entry gets noauto, but not beside defaults, as Ansible has it. */
    private String options() {
        String given = arguments.text("opts").orElse("defaults");
        List<String> options = List.of(given.split(",", -1));
        if (options.contains("noauto")) {
            warnings.add("Ignore the 'boot' due to 'opts' contains 'noauto'.");
        } else if (!arguments.flag("boot")) {
            if (!options.contains("defaults")) {
                return given + ",noauto";
            }
            warnings.add("Ignore the 'boot' due to 'opts' contains 'defaults'.");
        }
        return given;
    }

    ModuleResult run() throws IOException {
        boolean changed =
                switch (arguments.required("state")) {
                    case "present" -> rewritten(wanted());
                    case "absent_from_fstab" -> rewritten(removed());
                    case "absent" -> absent();
                    case "unmounted" -> unmounted();
                    case "remounted" -> remounted();
                    case "ephemeral" -> ephemeral();
                    default -> mounted();
                };
        return ModuleResult.of(changed, values).warning(warnings);
    }

    private Fstab table() throws IOException {
        return new Fstab(WholeText.read(file).orElse(""));
    }

    private String wanted() throws IOException {
        return table().with(new Fstab.Entry(
                arguments.text("src"),
                path,
                arguments.required("fstype"),
                String.valueOf(values.get("opts")),
                arguments.required("dump"),
                arguments.required("passno")));
    }

    private String removed() throws IOException {
        return table().without(path, arguments.text("src"));
    }

    private boolean rewritten(String text) throws IOException {
        if (text.equals(table().text())) {
            return false;
        }
        if (!context.check()) {
            if (arguments.flag("backup")) {
                Backup.of(file, context.clock()).ifPresent(copy -> values.put("backup_file", copy));
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeText.write(file, text);
        }
        return true;
    }

    private boolean absent() throws IOException {
        boolean changed = rewritten(removed());
        if (changed && !context.check()) {
            if (MountTable.source(path).isPresent()) {
                umount();
            }
            Path place = context.path(path);
            if (Files.exists(place)) {
                try {
                    Files.delete(place);
                } catch (IOException e) {
                    throw new ModuleFailure("Error rmdir " + path + ": " + e.getMessage(), values);
                }
            }
        }
        return changed;
    }

    private boolean unmounted() throws IOException {
        boolean changed = MountTable.source(path).isPresent();
        if (changed && !context.check()) {
            umount();
        }
        return changed;
    }

    private boolean remounted() {
        if (!context.check()) {
            remount();
        }
        return true;
    }

    private boolean mounted() throws IOException {
        boolean is = MountTable.source(path).isPresent();
        String before = table().text();
        boolean changed = rewritten(wanted());
        if (!context.check() && (changed || !is)) {
            try {
                if (is) {
                    remount();
                } else {
                    Files.createDirectories(context.path(path));
                    mount(fstabOption());
                }
            } catch (ModuleFailure e) {
                if (changed) {
                    WholeText.write(file, before);
                }
                throw e;
            }
        }
        return changed || !is;
    }

    private boolean ephemeral() throws IOException {
        Optional<String> now = MountTable.source(path);
        String source = arguments.required("src");
        if (now.filter(other -> !other.equals(source)).isPresent()) {
            throw new ModuleFailure(
                    "Ephemeral mount point is already mounted with a different source than the specified"
                            + " one: say state unmounted first, or another path",
                    values);
        }
        if (!context.check()) {
            if (now.isPresent()) {
                remount();
            } else {
                Files.createDirectories(context.path(path));
                mount(transientOptions());
            }
        }
        return true;
    }

    private List<String> fstabOption() {
        return file.toString().equals(USUAL) ? List.of() : List.of("-T", file.toString());
    }

    private List<String> transientOptions() {
        List<String> words = new ArrayList<>(List.of("-t", arguments.required("fstype")));
        String options = String.valueOf(values.get("opts"));
        if (!options.equals("defaults")) {
            words.addAll(List.of("-o", options));
        }
        words.add(arguments.required("src"));
        return words;
    }

    private void mount(List<String> more) {
        List<String> words = new ArrayList<>(List.of("mount"));
        words.addAll(more);
        words.add(path);
        must("Error mounting " + path + ": ", words);
    }

    private void umount() {
        must("Error unmounting " + path + ": ", List.of("umount", path));
    }

    private void remount() {
        boolean own = arguments.required("state").equals("remounted")
                && !values.get("opts").equals("defaults");
        boolean transientOne = arguments.required("state").equals("ephemeral");
        List<String> more = transientOne ? transientOptions() : fstabOption();
        List<String> words = new ArrayList<>(List.of("mount", "-o", own ? "remount," + values.get("opts") : "remount"));
        words.addAll(more);
        words.add(path);
        ChildProcess.Ended ended = new Program(context).run(words);
        if (ended.code() == 0) {
            return;
        }
        if (own) {
            throw new ModuleFailure(
                    "Options were specified with remounted, but the remount command failed: "
                            + ended.err().strip() + ". Say state unmounted and then mounted with all options",
                    values);
        }
        umount();
        mount(more);
    }

    private void must(String failure, List<String> words) {
        ChildProcess.Ended ended = new Program(context).run(words);
        if (ended.code() != 0) {
            throw new ModuleFailure(failure + ended.out() + ended.err(), values);
        }
    }
}
