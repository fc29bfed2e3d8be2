// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code setup}: what is true of this machine, under Ansible's names. What can't be read is left out. */
final class FactsAction {
    private static final Set<String> RED_HAT = Set.of("centos", "rhel", "fedora", "rocky", "almalinux", "ol");

    private FactsAction() {}

    static Map<String, Object> run(ActionCall call) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> subset = new ArrayList<>();
        for (Object name : call.argument("gather_subset").map(Scope::elements).orElse(List.of("all"))) {
            subset.addAll(List.of(io.centossrv.jinja.value.Text.of(name).split(",")));
        }
        if (wants(subset, "platform", true)) {
            system(facts);
        }
        if (wants(subset, "distribution", true)) {
            release(facts);
        }
        if (wants(subset, "hardware", false)) {
            memory(facts);
        }
        if (wants(subset, "user", true)) {
            user(facts);
        }
        if (wants(subset, "env", true)) {
            Map<String, Object> environment =
                    new LinkedHashMap<>(call.settings().run().environment());
            environment.putAll(call.environment());
            facts.put("env", environment);
        }
        if (wants(subset, "date_time", true)) {
            time(call, facts);
        }
        facts.put("gather_subset", new ArrayList<Object>(subset));
        facts.put("module_setup", true);
        Map<String, Object> named = new LinkedHashMap<>();
        facts.forEach((name, value) -> named.put(
                name.equals("gather_subset") || name.equals("module_setup") ? name : "ansible_" + name, value));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ansible_facts", named);
        result.put("changed", false);
        return result;
    }

    /** Returns whether a part is asked for: by its name, as one that always is, or with all. */
    private static boolean wants(List<String> subset, String part, boolean minimal) {
        if (subset.contains("!" + part)) {
            return false;
        }
        boolean all = !subset.contains("!all")
                && (subset.contains("all") || subset.stream().allMatch(name -> name.startsWith("!")));
        return subset.contains(part) || all || (minimal && !subset.contains("!min"));
    }

    private static List<String> lines(String path) {
        try {
            return Files.readAllLines(Path.of(path), StandardCharsets.UTF_8);
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static void system(Map<String, Object> facts) {
        facts.put("system", System.getProperty("os.name"));
        String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        facts.put("architecture", architecture);
        facts.put("machine", architecture);
        facts.put("kernel", System.getProperty("os.version"));
        lines("/proc/sys/kernel/hostname").stream().findFirst().ifPresent(name -> {
            facts.put("nodename", name);
            facts.put("hostname", name.split("\\.", 2)[0]);
            facts.put("fqdn", qualified(name));
        });
        long processors = lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("processor"))
                .count();
        if (processors > 0) {
            facts.put("processor_vcpus", processors);
            facts.put("processor_nproc", (long) Runtime.getRuntime().availableProcessors());
        }
        lines("/proc/uptime").stream()
                .findFirst()
                .ifPresent(line -> facts.put("uptime_seconds", (long) Double.parseDouble(line.split(" ")[0])));
        facts.put("service_mgr", Files.isDirectory(Path.of("/run/systemd/system")) ? "systemd" : "service");
    }

    private static String qualified(String name) {
        try {
            return name.contains(".") ? name : InetAddress.getByName(name).getCanonicalHostName();
        } catch (UnknownHostException unknown) {
            return name;
        }
    }

    private static void release(Map<String, Object> facts) {
        Map<String, String> release = new LinkedHashMap<>();
        for (String line : lines("/etc/os-release")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                release.put(
                        line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
            }
        }
        String id = release.getOrDefault("ID", "");
        if (id.isEmpty()) {
            return;
        }
        String version = release.getOrDefault("VERSION_ID", "");
        facts.put("distribution", distribution(id, release.getOrDefault("NAME", id)));
        facts.put("distribution_version", version);
        facts.put("distribution_major_version", version.split("\\.", 2)[0]);
        facts.put("distribution_release", release.getOrDefault("VERSION_CODENAME", "NA"));
        boolean redHat = RED_HAT.contains(id);
        facts.put(
                "os_family",
                redHat ? "RedHat" : Set.of("debian", "ubuntu").contains(id) ? "Debian" : distribution(id, id));
        facts.put("pkg_mgr", redHat ? (version.startsWith("7") ? "yum" : "dnf") : "apt");
    }

    private static String distribution(String id, String name) {
        return switch (id) {
            case "centos" -> "CentOS";
            case "rhel" -> "RedHat";
            case "ol" -> "OracleLinux";
            case "almalinux" -> "AlmaLinux";
            case "debian" -> "Debian";
            default ->
                name.isEmpty()
                        ? id
                        : name.split(" ")[0].substring(0, 1).toUpperCase(Locale.ROOT) + name.split(" ")[0].substring(1);
        };
    }

    private static void memory(Map<String, Object> facts) {
        Map<String, String> names = Map.of(
                "MemTotal",
                "memtotal_mb",
                "MemFree",
                "memfree_mb",
                "SwapTotal",
                "swaptotal_mb",
                "SwapFree",
                "swapfree_mb");
        for (String line : lines("/proc/meminfo")) {
            String[] parts = line.split("[:\\s]+");
            if (parts.length > 1 && names.containsKey(parts[0])) {
                facts.put(names.get(parts[0]), Long.parseLong(parts[1]) / 1024);
            }
        }
    }

    private static void user(Map<String, Object> facts) {
        facts.put("user_id", System.getProperty("user.name"));
        String own = System.getProperty("user.name") + ":";
        lines("/etc/passwd").stream()
                .filter(line -> line.startsWith(own))
                .findFirst()
                .ifPresent(line -> {
                    String[] fields = line.split(":", -1);
                    facts.put("user_uid", Long.parseLong(fields[2]));
                    facts.put("user_gid", Long.parseLong(fields[3]));
                    facts.put("user_gecos", fields[4]);
                    facts.put("user_dir", fields[5]);
                    facts.put("user_shell", fields[6]);
                });
    }

    private static void time(ActionCall call, Map<String, Object> facts) {
        ZonedDateTime now = call.settings().run().clock().instant().atZone(ZoneId.systemDefault());
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("year", now.format(DateTimeFormatter.ofPattern("yyyy", Locale.ROOT)));
        time.put("month", now.format(DateTimeFormatter.ofPattern("MM", Locale.ROOT)));
        time.put("day", now.format(DateTimeFormatter.ofPattern("dd", Locale.ROOT)));
        time.put("hour", now.format(DateTimeFormatter.ofPattern("HH", Locale.ROOT)));
        time.put("minute", now.format(DateTimeFormatter.ofPattern("mm", Locale.ROOT)));
        time.put("second", now.format(DateTimeFormatter.ofPattern("ss", Locale.ROOT)));
        time.put("date", now.format(DateTimeFormatter.ISO_LOCAL_DATE));
        time.put("time", now.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)));
        time.put("epoch", String.valueOf(now.toEpochSecond()));
        time.put("weekday", now.format(DateTimeFormatter.ofPattern("EEEE", Locale.ROOT)));
        time.put(
                "iso8601",
                now.toInstant()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString());
        facts.put("date_time", time);
    }
}
