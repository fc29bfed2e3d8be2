// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.run.TaskReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A task's report as a line of {@code events.jsonl}: texts, bounded, and without what is no Unicode. */
final class EventForm {
    private static final int LONGEST_OUTPUT = 64 * 1024;
    private static final int LONGEST_SIDE = 128 * 1024;
    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final int MOST_DIFFS = 16;

    private EventForm() {}

    static Map<String, Object> of(TaskReport report) {
        ModuleResult result = report.result();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("index", (long) report.index());
        form.put("play", bounded(report.play(), LONGEST_MESSAGE));
        form.put("task", bounded(report.task().name(), LONGEST_MESSAGE));
        form.put("module", report.task().module());
        form.put("status", report.status().name().toLowerCase(Locale.ROOT));
        if (report.ignored()) {
            form.put("ignored", true);
        }
        form.put("message", bounded(message(result), LONGEST_MESSAGE));
        if (result.values().get("rc") instanceof Long code) {
            form.put("rc", code);
        }
        form.put("stdout", text(result, "stdout"));
        form.put("stderr", text(result, "stderr"));
        form.put(
                "diffs",
                result.diffs().stream().limit(MOST_DIFFS).map(EventForm::diff).toList());
        form.put("startedAt", report.startedAt().toString());
        form.put("endedAt", report.endedAt().toString());
        return form;
    }

    private static String message(ModuleResult result) {
        return result.message().orElseGet(() -> String.valueOf(result.values().getOrDefault("censored", "")));
    }

    private static String text(ModuleResult result, String key) {
        return result.values().get(key) instanceof String text ? bounded(text, LONGEST_OUTPUT) : "";
    }

    private static Map<String, Object> diff(Diff diff) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("beforeHeader", diff.beforeHeader().orElse("before"));
        form.put("afterHeader", diff.afterHeader().orElse("after"));
        form.put("before", side(diff.before().orElse("")));
        form.put("after", diff.omitted().isEmpty() ? side(diff.after().orElse("")) : omission(diff));
        return form;
    }

    private static String omission(Diff diff) {
        String what = diff.omitted().keySet().stream().sorted().findFirst().orElse("");
        String side = what.startsWith("src") ? "source" : "destination";
        return what.endsWith("binary")
                ? "diff skipped: " + side + " file appears to be binary\n"
                : "diff skipped: " + side + " file size is greater than "
                        + diff.omitted().get(what) + "\n";
    }

    private static String side(Object side) {
        return bounded(side instanceof String text ? text : AttributeText.of(side), LONGEST_SIDE);
    }

    /** Cuts a text in the middle, and writes what stands for a byte that is no UTF-8 as {@code \xNN}. */
    private static String bounded(String text, int longest) {
        String part = text;
        if (text.length() > longest) {
            int half = longest / 2 - 32;
            part = text.substring(0, half) + "\n[... " + (text.length() - 2 * half) + " characters left out ...]\n"
                    + text.substring(text.length() - half);
        }
        StringBuilder clean = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < part.length()
                    && Character.isLowSurrogate(part.charAt(i + 1));
            if (pair) {
                clean.append(c).append(part.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append(String.format(Locale.ROOT, "\\x%02x", c & 0xff));
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
