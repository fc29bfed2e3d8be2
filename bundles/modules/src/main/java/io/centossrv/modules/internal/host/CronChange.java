// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.SurrogateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of one table of cron. */
final class CronChange {
    private static final List<String> FIELDS = List.of("minute", "hour", "day", "month", "weekday");

    private final ModuleContext context;
    private final Arguments arguments;
    private final CronPlace place;
    private final List<String> warnings = new ArrayList<>();

    CronChange(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.place = new CronPlace(context);
    }

    ModuleResult run() throws IOException {
        boolean present = arguments.required("state").equals("present");
        refuse(present);
        String before = place.read();
        CronTable table = new CronTable(before.lines().toList());
        boolean changed = arguments.flag("env") ? variable(table, present) : job(table, present);
        if (changed && !present && !arguments.flag("env") && place.file().isPresent() && table.isEmpty()) {
            return emptied(before);
        }
        changed |= !before.isEmpty() && !before.endsWith("\n") && !before.endsWith("\r");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("jobs", table.jobs());
        values.put("envs", table.variables());
        arguments.text("cron_file").ifPresent(file -> values.put("cron_file", file));
        if (changed && !context.check()) {
            if (arguments.flag("backup")) {
                Path copy = Files.createTempFile("crontab", "");
                Files.write(copy, SurrogateText.encode(before));
                values.put("backup_file", copy.toString());
            }
            place.write(table.text());
        }
        ModuleResult result = ModuleResult.of(changed, values).warning(warnings);
        return changed && context.diff() ? result.with(List.of(diff(before, table.text(), place.label()))) : result;
    }

    private void refuse(boolean present) {
        Optional<String> file = arguments.text("cron_file");
        if (file.filter("/etc/crontab"::equals).isPresent()) {
            throw new ModuleFailure("Will not manage /etc/crontab via cron_file, see documentation.");
        }
        file.map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> !name.matches("[A-Za-z0-9_-]+"))
                .ifPresent(
                        name -> warnings.add("Filename portion of cron_file (\"" + name + "\") should consist solely of"
                                + " upper- and lower-case letters, digits, underscores, and hyphens"));
        boolean timed =
                FIELDS.stream().anyMatch(field -> !arguments.required(field).equals("*"));
        if (arguments.has("special_time") && timed) {
            throw new ModuleFailure("You must specify time and date fields or special time.");
        }
        if (!present) {
            return;
        }
        if (file.isPresent() && !arguments.has("user")) {
            throw new ModuleFailure("To use cron_file=... parameter you must specify user=... as well");
        }
        if (!arguments.has("job")) {
            throw new ModuleFailure("You must specify 'job' to install a new cron job or variable");
        }
        boolean inserts = arguments.has("insertafter") || arguments.has("insertbefore");
        if (inserts && !arguments.flag("env")) {
            throw new ModuleFailure("Insertafter and insertbefore parameters are valid only with env=yes");
        }
    }

    private boolean variable(CronTable table, boolean present) {
        String name = arguments.required("name");
        if (name.contains(" ")) {
            throw new ModuleFailure("Invalid name for environment variable");
        }
        if (!present) {
            return table.removeVariable(name);
        }
        Optional<String> after = arguments.text("insertafter");
        Optional<String> before = arguments.text("insertbefore");
        return table.ensureVariable(name, name + "=\"" + arguments.required("job") + "\"", after, before)
                .orElseThrow(() -> new ModuleFailure(
                        "Variable named '" + after.or(() -> before).orElse("") + "' not found."));
    }

    private boolean job(CronTable table, boolean present) {
        String name = arguments.required("name");
        return present ? table.ensureJob(name, line()) : table.removeJob(name);
    }

    private String line() {
        String job = arguments.required("job").replaceAll("\\A[\\r\\n]+|[\\r\\n]+\\z", "");
        if (job.contains("\n") || job.contains("\r")) {
            warnings.add("Job should not contain line breaks");
        }
        String when = arguments
                .text("special_time")
                .map(word -> "@" + word)
                .orElseGet(() -> String.join(
                        " ", FIELDS.stream().map(arguments::required).toList()));
        String user = place.file().isPresent() ? arguments.required("user") + " " : "";
        return (arguments.flag("disabled") ? "#" : "") + when + " " + user + job;
    }

    /** The last job takes its file along. */
    private ModuleResult emptied(String before) throws IOException {
        if (!context.check()) {
            place.remove();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cron_file", arguments.required("cron_file"));
        values.put("state", "absent");
        ModuleResult result = ModuleResult.of(true, values).warning(warnings);
        return context.diff() ? result.with(List.of(diff(before, "", "/dev/null"))) : result;
    }

    private Diff diff(String before, String after, String label) {
        return new Diff(
                Optional.of(place.label()), Optional.of(label), Optional.of(before), Optional.of(after), Map.of());
    }
}
