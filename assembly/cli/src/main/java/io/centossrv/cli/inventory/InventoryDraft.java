// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Hosts and groups as they are collected from another system's file, under the names that they get here. */
public final class InventoryDraft {
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern GROUP = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST_VALUE = 255;

    private final Mistakes mistakes;
    private final Map<String, Host> hosts = new TreeMap<>();
    private final Map<String, Set<String>> groups = new TreeMap<>();
    private final Map<String, String> groupsAsWritten = new TreeMap<>();

    InventoryDraft(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** A host that is collected. */
    final class Host {
        private final String pointer;
        private final Map<String, String> labels = new TreeMap<>();
        private final Set<String> in = new LinkedHashSet<>();

        private Host(String pointer) {
            this.pointer = pointer;
        }

        void tag(String name, Json value, String at) {
            if (!TAG.matcher(name).matches()) {
                mistakes.add(at, "'" + name + "' can't be a tag's name");
            } else if (value instanceof JsonObject || value instanceof JsonArray) {
                mistakes.add(at, "is no text, number or truth, so it can't be the value of a tag");
            } else {
                text("tag:" + name, value.plain(), at);
            }
        }

        private void text(String key, String value, String at) {
            if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                mistakes.add(at, "is longer than " + LONGEST_VALUE + " characters or has control characters");
            } else {
                labels.put(key, key + (value.isEmpty() ? "" : "=" + value));
            }
        }

        void role(String name, String at) {
            word(name, at).ifPresent(role -> labels.put("role:" + role, "role:" + role));
        }

        void site(String name, String at) {
            word(name, at).ifPresent(site -> labels.put("site:", "site:" + site));
        }

        private Optional<String> word(String name, String at) {
            String word = plain(name, "._-");
            if (!WORD.matcher(word).matches()) {
                mistakes.add(at, "nothing of '" + name + "' can be a name here");
                return Optional.empty();
            }
            return Optional.of(word);
        }

        void joins(String group) {
            in.add(group);
        }
    }

    /** Returns the host of that name, in lower case; empty where no node can be called so. */
    Optional<Host> host(String name, String pointer) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(lower).matches()) {
            mistakes.add(pointer, "'" + name + "' can't be a node's name: it has letters, digits, hyphens and dots");
            return Optional.empty();
        }
        return Optional.of(hosts.computeIfAbsent(lower, key -> new Host(pointer)));
    }

    /** Returns what a group is called here: in lower case, with a hyphen for what a name can't have. */
    Optional<String> group(String name, String pointer) {
        String here = plain(name, ".-");
        if (!GROUP.matcher(here).matches()) {
            mistakes.add(pointer, "nothing of '" + name + "' can be a group's name");
            return Optional.empty();
        }
        String before = groupsAsWritten.putIfAbsent(here, name);
        if (before != null && !before.equals(name)) {
            mistakes.add(pointer, "'" + name + "' and '" + before + "' would both be the group " + here);
            return Optional.empty();
        }
        groups.computeIfAbsent(here, key -> new LinkedHashSet<>());
        return Optional.of(here);
    }

    void part(String group, String part) {
        groups.get(group).add(part);
    }

    private static String plain(String name, String others) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9" + others + "]+", "-")
                .replaceAll("^[._-]+|[._-]+$", "");
    }

    /** Returns how many hosts there are. */
    public int size() {
        return hosts.size();
    }

    /** Returns what the control plane is asked. */
    public JsonObject request(String source, boolean dryRun) {
        List<JsonObject> hostItems = new ArrayList<>();
        hosts.forEach((name, host) -> hostItems.add(JsonObject.with()
                .text("name", name)
                .texts("labels", host.labels.values())
                .texts("groups", host.in)
                .build()));
        List<JsonObject> groupItems = new ArrayList<>();
        groups.forEach((name, parts) -> groupItems.add(
                JsonObject.with().text("name", name).texts("groups", parts).build()));
        return JsonObject.with()
                .text("source", source)
                .put("hosts", JsonArray.of(hostItems))
                .put("groups", JsonArray.of(groupItems))
                .flag("dryRun", dryRun)
                .build();
    }

    /** Returns where the host with this number in the request is in the file. */
    public String pointer(int host) {
        return List.copyOf(hosts.values()).get(host).pointer;
    }
}
