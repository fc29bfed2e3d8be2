// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code os.id}, {@code os.name}, {@code os.version}, {@code os.major}, {@code os.family}: os-release(5), or redhat-release before EL 7. */
@Component
public final class OsCollector implements FactCollector {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=(?:\"(.*)\"|'(.*)'|(.*))");
    private static final Pattern REDHAT_RELEASE = Pattern.compile("(.+?) release (\\d+)((?:\\.\\d+)*).*");
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,9})(\\..*)?");

    private static final List<String> EL = List.of("rhel", "centos", "almalinux", "rocky", "ol");

    private final SystemFiles files;

    @Activate
    public OsCollector() {
        this(Path.of("/"));
    }

    OsCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "os";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        Map<String, String> release = release();
        put(facts, "id", release.get("ID"));
        put(facts, "name", release.get("NAME"));
        put(facts, "version", release.get("VERSION_ID"));
        String likes = " " + release.getOrDefault("ID", "") + " " + release.getOrDefault("ID_LIKE", "") + " ";
        if (EL.stream().anyMatch(id -> likes.contains(" " + id + " ")) && !likes.startsWith(" fedora ")) {
            facts.put("family", "el");
        }
        Matcher major = MAJOR.matcher(release.getOrDefault("VERSION_ID", ""));
        if (major.matches()) {
            facts.put("major", Long.valueOf(major.group(1)));
        }
        return facts;
    }

    private Map<String, String> release() {
        Map<String, String> release = new HashMap<>();
        List<String> lines = files.lines("etc/os-release");
        for (String line : lines.isEmpty() ? files.lines("usr/lib/os-release") : lines) {
            Matcher matcher = ASSIGNMENT.matcher(line);
            if (matcher.matches()) {
                release.put(matcher.group(1), unescaped(matcher));
            }
        }
        if (release.isEmpty()) {
            Matcher matcher =
                    REDHAT_RELEASE.matcher(files.text("etc/redhat-release").orElse(""));
            if (matcher.matches()) {
                String name = matcher.group(1);
                release.put("NAME", name);
                release.put("ID", name.startsWith("CentOS") ? "centos" : "rhel");
                release.put("VERSION_ID", matcher.group(2) + matcher.group(3));
            }
        }
        return release;
    }

    private static String unescaped(Matcher assignment) {
        if (assignment.group(2) != null) {
            return assignment.group(2).replaceAll("\\\\([\"$`\\\\])", "$1");
        }
        return assignment.group(3) != null ? assignment.group(3) : assignment.group(4);
    }

    private static void put(Map<String, Object> facts, String name, String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
