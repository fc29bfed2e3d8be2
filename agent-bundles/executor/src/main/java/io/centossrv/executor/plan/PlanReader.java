// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.plan;

import io.centossrv.playbook.CompiledPlays;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.module.Project;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a plan's bytes, whose signature was verified before. */
final class PlanReader {
    private static final long VERSION = 1;
    private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, Object> form;

    private PlanReader(Map<String, Object> form) {
        this.form = form;
    }

    /** Returns the plan, still without its files. */
    static Plan read(byte[] bytes, UUID node, UUID job) throws PlanRefused {
        PlanReader reader;
        try {
            reader = new PlanReader(Json.readObject(bytes));
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
        return reader.read(node, job);
    }

    private Plan read(UUID node, UUID job) throws PlanRefused {
        if (number("version", VERSION, Long.MAX_VALUE) != VERSION) {
            throw PlanRefused.forGood("plan-version", "this executor runs plans of version " + VERSION);
        }
        if (!text("node").equals(node.toString())) {
            throw PlanRefused.forGood("node-mismatch", "the plan is for another node");
        }
        if (!text("job").equals(job.toString())) {
            throw PlanRefused.forGood("job-mismatch", "the plan is of another job");
        }
        Map<String, String> files = new HashMap<>(files("files", form));
        if (!(form.get("play") instanceof Map<?, ?> play)) {
            throw malformed("field=play must be an object");
        }
        Map<String, Object> fields = new HashMap<>();
        play.forEach((key, value) -> fields.put(String.valueOf(key), value));
        files.putAll(files("files", fields));
        CompiledPlays plays = plays(fields);
        BecomeCheck.check(plays.becomeUsers(), form.getOrDefault("becomeUsers", List.of()));
        return new Plan(
                job,
                number("epoch", 0, Long.MAX_VALUE),
                number("counter", 0, Long.MAX_VALUE),
                instant("notBefore"),
                instant("notAfter"),
                Duration.ofSeconds(number("timeoutSeconds", 1, LONGEST_SECONDS)),
                flag("check"),
                flag("diff"),
                plays,
                files,
                jars(),
                secrets(),
                Project.of(Map.of()));
    }

    private static CompiledPlays plays(Map<String, Object> fields) throws PlanRefused {
        try {
            return CompiledPlays.read(fields);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private static Map<String, String> files(String field, Map<String, Object> form) throws PlanRefused {
        Map<String, String> files = new HashMap<>();
        Object value = form.getOrDefault(field, Map.of());
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed("field=files must be an object");
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String hash)
                    || !HASH.matcher(hash).matches()) {
                throw malformed("field=files holds something that is no hash");
            }
            files.put(String.valueOf(entry.getKey()), hash);
        }
        return files;
    }

    private Set<String> jars() throws PlanRefused {
        if (!(form.getOrDefault("jars", Map.of()) instanceof Map<?, ?> map)) {
            throw malformed("field=jars must be an object");
        }
        Set<String> jars = new HashSet<>();
        for (Object hash : map.keySet()) {
            if (!HASH.matcher(String.valueOf(hash)).matches()) {
                throw malformed("field=jars holds something that is no hash");
            }
            jars.add(String.valueOf(hash));
        }
        return jars;
    }

    private Set<String> secrets() throws PlanRefused {
        if (!(form.getOrDefault("secrets", List.of()) instanceof List<?> list)) {
            throw malformed("field=secrets must be a list");
        }
        Set<String> secrets = new HashSet<>();
        for (Object secret : list) {
            if (!(secret instanceof String text) || text.isEmpty()) {
                throw malformed("field=secrets holds something that is no text");
            }
            secrets.add(text);
        }
        return secrets;
    }

    private String text(String field) throws PlanRefused {
        if (form.get(field) instanceof String text) {
            return text;
        }
        throw malformed("field=" + field + " must be a text");
    }

    private long number(String field, long least, long most) throws PlanRefused {
        if (form.get(field) instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw malformed("field=" + field + " must be a whole number from " + least + " to " + most);
    }

    private boolean flag(String field) throws PlanRefused {
        if (form.get(field) instanceof Boolean flag) {
            return flag;
        }
        throw malformed("field=" + field + " must be true or false");
    }

    private Instant instant(String field) throws PlanRefused {
        try {
            return Instant.parse(text(field));
        } catch (DateTimeException e) {
            throw malformed("field=" + field + " must be a time");
        }
    }

    private static PlanRefused malformed(String message) {
        return PlanRefused.forGood("plan-malformed", "the plan can't be read: " + message);
    }
}
