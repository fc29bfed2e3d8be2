// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.store.TargetReference.Machine;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.protocol.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Nodes with random attributes, in the database and as plain values, and random targets that ask for them. */
final class RandomFleet {
    private static final List<String> VERSIONS = List.of("9", "9.4", "9.10", "8", "10", "9.4~beta1", "9.4^git1", "0.9");
    private static final List<String> EVRS = List.of(
            "1:3.0.7-27.el9",
            "1:3.0.7-24.el9",
            "1:3.0.10-1.el9",
            "3.0.7-27.el9",
            "5.1.8-9.el9",
            "1:3.0.7~rc1-1.el9",
            "1:3.0.7^git5-1.el9",
            "2:1-1");
    private static final List<String> WORDS = List.of("prod", "dev", "x y", "9", "10", "", "Prod", "a\"b", "7");
    private static final List<String> GROUPS = List.of("static", "outer", "recent", "both");
    private static final List<String> REGEXES = List.of("^9", "el9$", "[0-9]+", "p.od|dev", "^(a|p)", "\\\\.", "x");

    private final Random random;
    private final List<Machine> machines = new ArrayList<>();
    private final Map<String, Target> groups = new HashMap<>();

    RandomFleet(InventoryFixture inventory, Random random, int nodes) {
        this.random = random;
        FleetRows rows = new FleetRows(inventory.database());
        group(rows, "static", null, List.of());
        group(rows, "recent", "fact:os.version>=9.4 or pkg:openssl>1:3.0.7", List.of());
        group(rows, "outer", null, List.of("static"));
        group(rows, "both", "@outer and not @recent", List.of());
        for (int i = 0; i < nodes; i++) {
            Machine machine = machine(i);
            machines.add(machine);
            NodeId id = inventory.accepted(machine.name()).id();
            rows.labels(id, machine);
            machine.memberOf().forEach(group -> rows.member(group, id));
            machine.facts().ifPresent(facts -> inventory
                    .facts()
                    .put(
                            id,
                            Facts.of(
                                    facts,
                                    inventory.clock().instant(),
                                    inventory.clock().instant())));
            machine.packages().ifPresent(packages -> rows.packages(id, packages));
        }
    }

    List<Machine> machines() {
        return machines;
    }

    Map<String, Target> groups() {
        return groups;
    }

    String target(int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 9);
        return switch (kind) {
            case 0 -> "tag:" + one(List.of("env", "rack")) + textTest();
            case 1 -> "meta:" + one(List.of("owner", "rack")) + textTest();
            case 2 -> "role:" + one(List.of("web", "db", "w*", "[dw]?*"));
            case 3 -> "site:" + one(List.of("berlin", "b*", "ch?cago"));
            case 4, 5 ->
                "fact:"
                        + one(List.of("os.version", "os.major", "net.addresses", "host.long", "cpu.smt", "no.such"))
                        + factTest();
            case 6 -> "pkg:" + one(List.of("openssl", "bash", "nosuch")) + packageTest();
            case 7 -> "@" + one(GROUPS);
            case 8 -> one(List.of("web1", "web*", "*", "web[0-4]", "w?b2*", "nosuch"));
            case 9, 10 -> "not " + nested(depth);
            case 11 -> nested(depth) + " and " + nested(depth);
            case 12 -> nested(depth) + " or " + nested(depth);
            default -> nested(depth) + " and " + nested(depth) + " or " + nested(depth);
        };
    }

    private String nested(int depth) {
        return "(" + target(depth - 1) + ")";
    }

    private String textTest() {
        String word = one(WORDS);
        String value = word.isEmpty() || word.contains(" ") || word.contains("\"")
                ? "\"" + word.replace("\"", "\\\"") + "\""
                : word;
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "=" + value;
            case 2 -> "!=" + value;
            case 3 -> one(List.of("<", "<=", ">", ">=")) + one(VERSIONS);
            default -> "=~\"" + one(REGEXES).replace("\\\\", "\\") + "\"";
        };
    }

    private String factTest() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> one(List.of("=", "!=")) + one(List.of("9", "9.4", "192.0.2.7", "true", "-3"));
            case 2 ->
                one(List.of("<", "<=", ">", ">=")) + one(List.of("9", "9.4", "9.5", "-1", "192.0.2.50", "9.4.el9"));
            default -> "=~\"" + one(REGEXES).replace("\\\\", "\\") + "\"";
        };
    }

    private String packageTest() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> one(List.of("=", "!=", "<", "<=", ">", ">=")) + one(EVRS);
            case 2 -> one(List.of("=", "!=", "<", "<=", ">", ">=")) + one(List.of("1:3.0.7", "3.0.7", "5.1"));
            default -> "=~\"" + one(List.of("^1:", "el9$", "3\\.0")) + "\"";
        };
    }

    private Machine machine(int number) {
        Map<String, Object> facts = new TreeMap<>();
        maybe(() -> facts.put("os.version", one(VERSIONS)));
        maybe(() -> facts.put("os.major", random.nextInt(4) == 0 ? "9" : (Object) (long) (random.nextInt(12) - 1)));
        maybe(() -> facts.put("net.addresses", addresses()));
        maybe(() -> facts.put("host.long", "9".repeat(random.nextBoolean() ? 300 : 20)));
        maybe(() -> facts.put("cpu.smt", random.nextBoolean()));
        Map<String, List<Evr>> packages = new TreeMap<>();
        maybe(() -> packages.put("openssl", evrs()));
        maybe(() -> packages.put("bash", evrs()));
        Set<String> roles = new HashSet<>();
        maybe(() -> roles.add("web"));
        maybe(() -> roles.add("db"));
        Set<String> memberOf = new HashSet<>();
        maybe(() -> memberOf.add("static"));
        maybe(() -> memberOf.add("outer"));
        return new Machine(
                "web" + number,
                words("env", "rack"),
                words("owner", "rack"),
                roles,
                random.nextBoolean() ? Optional.of(one(List.of("berlin", "chicago"))) : Optional.empty(),
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(facts),
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(packages),
                memberOf);
    }

    private List<String> addresses() {
        int count = random.nextInt(5) == 0 ? 120 : 1 + random.nextInt(3);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add("192.0.2." + (count > 100 ? i : random.nextInt(10)));
        }
        return addresses;
    }

    private List<Evr> evrs() {
        Set<String> chosen = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            chosen.add(one(EVRS));
        }
        return chosen.stream().map(text -> Evr.parse(text).orElseThrow()).toList();
    }

    private Map<String, String> words(String... names) {
        Map<String, String> words = new TreeMap<>();
        for (String name : names) {
            maybe(() -> words.put(name, one(WORDS)));
        }
        return words;
    }

    private void group(FleetRows rows, String name, String target, List<String> parts) {
        rows.group(name, target, parts);
        List<Target> meaning = new ArrayList<>(List.of(new Target.Members(name)));
        parts.forEach(part -> meaning.add(new Target.Group(part)));
        groups.put(name, target == null ? new Target.Or(meaning) : TargetParser.parse(target));
    }

    private void maybe(Runnable deed) {
        if (random.nextInt(3) > 0) {
            deed.run();
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
