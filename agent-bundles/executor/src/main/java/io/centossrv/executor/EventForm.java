// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.executor.secret.Mask;
import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.KeptOutput;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.run.TaskReport;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A task's report as a line of {@code events.jsonl}: texts, bounded, and without what is no Unicode. */
final class EventForm {
    private static final int LONGEST_OUTPUT = 64 * 1024;
    private static final int LONGEST_SIDE = 128 * 1024;
    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final int MOST_DIFFS = 16;
    private static final int BRIEF = 1024;

    /** Room for the line that says how much was left out. */
    private static final int MARKER = 64;

    private EventForm() {}

    /** Returns all that is kept of a task. */
    static Map<String, Object> of(TaskReport report, Mask mask) {
        Map<String, Object> form = head(report, mask);
        KeptOutput stdout = mask.kept(report.output().stdout().kept());
        KeptOutput stderr = mask.kept(report.output().stderr().kept());
        form.put("stdout", output(report.result(), "stdout", stdout, mask, LONGEST_OUTPUT));
        form.put("stderr", output(report.result(), "stderr", stderr, mask, LONGEST_OUTPUT));
        kept(stdout).ifPresent(kept -> form.put("stdoutKept", kept));
        kept(stderr).ifPresent(kept -> form.put("stderrKept", kept));
        form.put(
                "diffs",
                report.result().diffs().stream()
                        .limit(MOST_DIFFS)
                        .map(diff -> diff(diff, mask))
                        .toList());
        return tail(report, form);
    }

    /** Returns what is kept of a task of a job that has told too much already. */
    static Map<String, Object> brief(TaskReport report, Mask mask) {
        Map<String, Object> form = head(report, mask);
        KeptOutput stdout = mask.kept(report.output().stdout().kept());
        KeptOutput stderr = mask.kept(report.output().stderr().kept());
        form.put("stdout", output(report.result(), "stdout", stdout, mask, BRIEF));
        form.put("stderr", output(report.result(), "stderr", stderr, mask, BRIEF));
        form.put("diffs", List.of());
        return tail(report, form);
    }

    private static Map<String, Object> head(TaskReport report, Mask mask) {
        ModuleResult result = report.result();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("index", (long) report.index());
        form.put("play", bounded(mask.text(report.play()), LONGEST_MESSAGE));
        form.put("task", bounded(mask.text(report.task().name()), LONGEST_MESSAGE));
        form.put("module", report.task().module());
        form.put("status", report.status().name().toLowerCase(Locale.ROOT));
        if (report.ignored()) {
            form.put("ignored", true);
        }
        form.put("message", bounded(mask.text(message(result)), LONGEST_MESSAGE));
        if (result.values().get("rc") instanceof Long code) {
            form.put("rc", code);
        }
        return form;
    }

    private static Map<String, Object> tail(TaskReport report, Map<String, Object> form) {
        form.put("startedAt", report.startedAt().toString());
        form.put("endedAt", report.endedAt().toString());
        return form;
    }

    /** Returns the very bytes where the text can't say everything. */
    private static Optional<Map<String, Object>> kept(KeptOutput output) {
        if (output.isWholeText()) {
            return Optional.empty();
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("head", Base64.getEncoder().encodeToString(output.head()));
        form.put("dropped", output.dropped());
        form.put("tail", Base64.getEncoder().encodeToString(output.tail()));
        return Optional.of(form);
    }

    private static String message(ModuleResult result) {
        return result.message().orElseGet(() -> String.valueOf(result.values().getOrDefault("censored", "")));
    }

    /** What was cut once is cut again by its bytes, so that the number left out is that of all. */
    private static String output(ModuleResult result, String key, KeptOutput kept, Mask mask, int longest) {
        if (!(result.values().get(key) instanceof String text)) {
            return "";
        }
        if (kept.dropped() == 0) {
            return bounded(mask.text(text), longest);
        }
        String cut = shortened(kept, longest / 2 - MARKER).text();
        return bounded(text.endsWith("\n") ? cut : cut.replaceFirst("[\r\n]+$", ""), longest);
    }

    private static KeptOutput shortened(KeptOutput kept, int most) {
        int end = Math.min(most, kept.head().length);
        while (end > 0 && end < kept.head().length && continues(kept.head()[end])) {
            end--;
        }
        int start = Math.max(0, kept.tail().length - most);
        while (start > 0 && start < kept.tail().length && continues(kept.tail()[start])) {
            start++;
        }
        return new KeptOutput(
                Arrays.copyOf(kept.head(), end),
                kept.dropped() + kept.head().length - end + start,
                Arrays.copyOfRange(kept.tail(), start, kept.tail().length));
    }

    /** Whether a byte is within a character of UTF-8. */
    private static boolean continues(byte value) {
        return (value & 0xc0) == 0x80;
    }

    private static Map<String, Object> diff(Diff diff, Mask mask) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("beforeHeader", mask.text(diff.beforeHeader().orElse("before")));
        form.put("afterHeader", mask.text(diff.afterHeader().orElse("after")));
        form.put("before", side(diff.before().orElse(""), mask));
        form.put("after", diff.omitted().isEmpty() ? side(diff.after().orElse(""), mask) : omission(diff));
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

    private static String side(Object side, Mask mask) {
        return bounded(mask.text(side instanceof String text ? text : AttributeText.of(side)), LONGEST_SIDE);
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
