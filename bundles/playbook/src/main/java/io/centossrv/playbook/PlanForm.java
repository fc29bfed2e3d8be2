// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiled plays as plain values, and back. Unknown fields are ignored; a field of a wrong type is refused. */
final class PlanForm {
    private PlanForm() {}

    static Map<String, Object> write(CompiledPlays plays) {
        Map<String, Object> form = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>();
        for (CompiledPlay play : plays.plays()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", play.name());
            one.put("vars", play.vars());
            one.put("tasks", play.tasks().stream().map(PlanForm::write).toList());
            list.add(one);
        }
        form.put("plays", list);
        form.put("files", plays.files());
        if (!plays.modes().isEmpty()) {
            form.put("modes", plays.modes());
        }
        if (!plays.folders().isEmpty()) {
            form.put("folders", plays.folders());
        }
        return form;
    }

    private static Map<String, Object> write(CompiledTask task) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", task.name());
        form.put("module", task.module());
        form.put("args", task.arguments());
        form.put("line", task.position().line());
        form.put("column", task.position().column());
        form.put("file", task.position().file());
        TaskSwitches switches = task.switches();
        switches.check().ifPresent(value -> form.put("checkMode", value));
        switches.diff().ifPresent(value -> form.put("diff", value));
        switches.when().ifPresent(value -> form.put("when", value));
        switches.changedWhen().ifPresent(value -> form.put("changedWhen", value));
        switches.failedWhen().ifPresent(value -> form.put("failedWhen", value));
        switches.register().ifPresent(value -> form.put("register", value));
        switches.timeout().ifPresent(value -> form.put("timeoutSeconds", value.toSeconds()));
        switches.become().asWhom().ifPresent(user -> form.put("becomeUser", user));
        if (!switches.environment().isEmpty()) {
            form.put("environment", switches.environment());
        }
        if (switches.ignoreErrors()) {
            form.put("ignoreErrors", true);
        }
        if (switches.noLog()) {
            form.put("noLog", true);
        }
        return form;
    }

    static CompiledPlays read(Map<String, Object> form) {
        List<CompiledPlay> plays = new ArrayList<>();
        for (Object play : list(form, "plays")) {
            Map<String, Object> fields = map(play, "plays");
            List<CompiledTask> tasks = new ArrayList<>();
            for (Object task : list(fields, "tasks")) {
                tasks.add(task(map(task, "tasks")));
            }
            plays.add(
                    new CompiledPlay(text(fields, "name").orElse(""), List.of(), map(fields, "vars", Map.of()), tasks));
        }
        List<String> folders = new ArrayList<>();
        for (Object folder : list(form, "folders")) {
            folders.add(String.valueOf(folder));
        }
        return new CompiledPlays(plays, texts(form, "files"), texts(form, "modes"), folders);
    }

    private static CompiledTask task(Map<String, Object> form) {
        String module = text(form, "module").orElseThrow(() -> new IllegalArgumentException("a task has no module"));
        TaskSwitches switches = new TaskSwitches(
                flag(form, "checkMode"),
                flag(form, "diff"),
                flag(form, "when"),
                flag(form, "changedWhen"),
                flag(form, "failedWhen"),
                flag(form, "ignoreErrors").orElse(false),
                flag(form, "noLog").orElse(false),
                text(form, "register"),
                number(form, "timeoutSeconds").map(Duration::ofSeconds),
                texts(form, "environment"),
                text(form, "becomeUser")
                        .map(user -> new Become(Optional.of(true), Optional.of(user)))
                        .orElse(Become.UNSAID));
        Position position = new Position(
                text(form, "file").orElse(""),
                number(form, "line").orElse(0L).intValue(),
                number(form, "column").orElse(0L).intValue());
        return new CompiledTask(
                text(form, "name").orElse(module), module, map(form, "args", Map.of()), switches, position);
    }

    private static Map<String, String> texts(Map<String, Object> form, String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(form, field, Map.of()).forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(field, "texts");
            }
            texts.put(key, text);
        });
        return texts;
    }

    private static List<?> list(Map<String, Object> form, String field) {
        Object value = form.get(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(field, "a list");
    }

    private static Map<String, Object> map(Map<String, Object> form, String field, Map<String, Object> absent) {
        Object value = form.get(field);
        return value == null ? absent : map(value, field);
    }

    private static Map<String, Object> map(Object value, String field) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(field, "an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, content) -> copy.put(String.valueOf(key), content));
        return copy;
    }

    private static Optional<String> text(Map<String, Object> form, String field) {
        return typed(form, field, String.class, "a text");
    }

    private static Optional<Boolean> flag(Map<String, Object> form, String field) {
        return typed(form, field, Boolean.class, "true or false");
    }

    private static Optional<Long> number(Map<String, Object> form, String field) {
        return typed(form, field, Long.class, "a whole number");
    }

    private static <T> Optional<T> typed(Map<String, Object> form, String field, Class<T> type, String expected) {
        Object value = form.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        throw wrong(field, expected);
    }

    private static IllegalArgumentException wrong(String field, String expected) {
        return new IllegalArgumentException("field=" + field + " of a compiled play must be " + expected);
    }
}
