// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.playbook.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds what happened in a run against what was expected; texts of failures may differ, their kind and place may not. */
final class PlayComparison {
    private static final Set<String> FAILED = Set.of("failed", "rescued", "ignored");

    private final Map<String, Object> expected;
    private final Map<String, Object> actual;
    private final boolean linear;

    PlayComparison(Map<String, Object> expected, Map<String, Object> actual, boolean linear) {
        this.expected = expected;
        this.actual = actual;
        this.linear = linear;
    }

    /** Returns what is different first, or an empty text. */
    String difference() {
        String events = linear ? inOrder() : byHost();
        if (!events.isEmpty()) {
            return events + (actual.get("error") == null ? "" : " (" + actual.get("error") + ")");
        }
        for (String part : List.of("rc", "recap", "files")) {
            if (!text(expected.get(part)).equals(text(actual.get(part)))) {
                return part + ": expected " + text(expected.get(part)) + " but was " + text(actual.get(part));
            }
        }
        String wanted = text(place(expected.get("error")));
        String came = text(place(actual.get("error")));
        return wanted.equals(came) ? "" : "error: expected " + wanted + " but was " + came;
    }

    private static Object place(Object error) {
        Map<String, Object> place = new TreeMap<>();
        if (error instanceof Map<?, ?> map) {
            List.of("class", "file", "line").forEach(name -> {
                if (map.get(name) != null) {
                    place.put(name, map.get(name));
                }
            });
        }
        return place;
    }

    private String inOrder() {
        List<String> wanted = forms(expected);
        List<String> came = forms(actual);
        for (int i = 0; i < Math.max(wanted.size(), came.size()); i++) {
            String left = i < wanted.size() ? wanted.get(i) : "nothing";
            String right = i < came.size() ? came.get(i) : "nothing";
            if (!left.equals(right)) {
                return "event " + i + ": expected " + left + " but was " + right;
            }
        }
        return "";
    }

    private String byHost() {
        Map<String, List<String>> wanted = hosts(expected);
        Map<String, List<String>> came = hosts(actual);
        return wanted.equals(came) ? "" : "per host: expected " + wanted + " but was " + came;
    }

    private static Map<String, List<String>> hosts(Map<String, Object> run) {
        Map<String, List<String>> hosts = new TreeMap<>();
        for (Object each : (List<?>) run.get("events")) {
            Map<?, ?> event = (Map<?, ?>) each;
            if (Set.of("item", "result").contains(String.valueOf(event.get("type")))) {
                hosts.computeIfAbsent(String.valueOf(event.get("host")), key -> new ArrayList<>())
                        .add(form(event));
            }
        }
        return hosts;
    }

    private static List<String> forms(Map<String, Object> run) {
        List<String> forms = new ArrayList<>();
        ((List<?>) run.get("events")).forEach(each -> forms.add(form((Map<?, ?>) each)));
        return forms;
    }

    private static String form(Map<?, ?> event) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", event.get("type"));
        boolean result = Set.of("item", "result").contains(String.valueOf(event.get("type")));
        for (String field : List.of("play", "task", "kind", "hosts", "file", "host", "attempts", "left")) {
            boolean named = Set.of("play", "task").contains(String.valueOf(event.get("type")));
            boolean shown = named || !field.equals("play");
            if (shown && event.get(field) != null) {
                form.put(field, event.get(field));
            }
        }
        if (result) {
            form.put("status", event.get("status"));
            form.put("item", event.get("item"));
            form.put("delegate", event.get("delegate"));
            form.put("error", place(event.get("error")));
            Map<String, Object> out = new TreeMap<>();
            if (event.get("out") instanceof Map<?, ?> map) {
                map.forEach((key, value) -> out.put(String.valueOf(key), value));
            }
            out.remove("diff");
            if (FAILED.contains(String.valueOf(event.get("status"))) && event.get("error") != null) {
                out.remove("msg");
            }
            form.put("out", out);
        } else if ("retry".equals(event.get("type"))) {
            form.remove("kind");
        }
        return text(form);
    }

    private static String text(Object value) {
        return Json.write(Map.of("", sorted(value)));
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new TreeMap<>();
            map.forEach((key, each) -> all.put(String.valueOf(key), sorted(each)));
            return all;
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(sorted(each)));
            return all;
        }
        return value == null ? "null" : value;
    }
}
