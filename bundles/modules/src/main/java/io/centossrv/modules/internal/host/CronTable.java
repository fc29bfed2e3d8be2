// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines of a crontab(5) in which jobs are known by a comment above them. */
final class CronTable {
    private static final String MARK = "#Ansible: ";
    private static final Pattern VARIABLE = Pattern.compile("\\S+=.*");

    private final List<String> lines;

    CronTable(List<String> lines) {
        this.lines = new ArrayList<>(lines);
    }

    List<String> jobs() {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    List<String> variables() {
        return lines.stream()
                .filter(line -> VARIABLE.matcher(line).matches())
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    boolean isEmpty() {
        return lines.stream().allMatch(String::isBlank);
    }

    /** Returns the text, with a newline at its end alone. */
    String text() {
        String text = String.join("\n", lines).replaceFirst("[\\r\\n]+\\z", "");
        return text.isEmpty() ? "" : text + "\n";
    }

    /** Makes a job so; returns whether it was otherwise. */
    boolean ensureJob(String name, String job) {
        Optional<String> old = job(name);
        if (old.isPresent()) {
            return !old.get().equals(job) && replaceJob(name, Optional.of(job));
        }
        int same = lines.indexOf(job);
        if (same >= 0 && (same == 0 || !lines.get(same - 1).startsWith(MARK))) {
            // A job that somebody wrote by hand gets the name.
            lines.add(same, MARK + name);
        } else if (same > 0 && lines.get(same - 1).equals(MARK + "None")) {
            lines.set(same - 1, MARK + name);
        } else {
            lines.add(MARK + name);
            lines.add(job);
        }
        return true;
    }

    boolean removeJob(String name) {
        return job(name).isPresent() && replaceJob(name, Optional.empty());
    }

    private Optional<String> job(String name) {
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith(MARK)) {
                if (lines.get(i).equals(MARK + name)) {
                    return Optional.of(lines.get(i + 1));
                }
                i++;
            }
        }
        return Optional.empty();
    }

    private boolean replaceJob(String name, Optional<String> job) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(MARK + name)) {
                i++;
                if (job.isPresent()) {
                    kept.add(MARK + name);
                    kept.add(job.get());
                }
            } else {
                kept.add(lines.get(i));
            }
        }
        lines.clear();
        lines.addAll(kept);
        return true;
    }

    /** Makes a variable so; empty where the one that it is to stand beside is not there. */
    Optional<Boolean> ensureVariable(String name, String line, Optional<String> after, Optional<String> before) {
        int at = variable(name);
        if (at >= 0) {
            boolean changed = !lines.get(at).equals(line);
            if (changed) {
                lines.replaceAll(old -> old.startsWith(name + "=") ? line : old);
            }
            return Optional.of(changed);
        }
        Optional<String> neighbour = after.or(() -> before);
        int place = neighbour.map(this::variable).orElse(0);
        if (place < 0) {
            return Optional.empty();
        }
        lines.add(place + (after.isPresent() ? 1 : 0), line);
        return Optional.of(true);
    }

    boolean removeVariable(String name) {
        return lines.removeIf(line -> line.startsWith(name + "="));
    }

    private int variable(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + "=")) {
                return i;
            }
        }
        return -1;
    }
}
