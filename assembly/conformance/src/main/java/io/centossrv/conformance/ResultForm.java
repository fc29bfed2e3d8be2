// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.playbook.module.Diff;
import io.centossrv.playbook.module.ModuleResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Results, ours and the expected ones, in one form, with what the corpus says is to be left out left out. */
final class ResultForm {
    private static final Set<String> DROPPED = Set.of(
            "invocation",
            "start",
            "end",
            "delta",
            "elapsed",
            "atime",
            "mtime",
            "ctime",
            "inode",
            "dev",
            "pid",
            "version",
            "mimetype",
            "charset",
            "device_type",
            "attr_flags",
            "attributes",
            "warnings",
            "deprecations",
            "date",
            "server",
            "last_modified",
            "exception",
            "uid",
            "gid");

    private static final Pattern TEMPORARY = Pattern.compile("ansible\\.[a-z0-9_]{8}\\b");
    private static final Set<String> NAMES = Set.of("owner", "group", "pw_name", "gr_name");

    /** What a native module may leave out, by module: where Ansible's Python keeps its own temporary files. */
    private static final Map<String, Set<String>> IGNORED = Map.of(
            "ansible.builtin.copy", Set.of("src", "md5sum"),
            "ansible.builtin.get_url", Set.of("src"),
            "ansible.builtin.assemble", Set.of("src"),
            "ansible.builtin.unarchive", Set.of("src"));

    /** What tells only how Ansible's Python unpacks. */
    private static final Set<String> UNPACKING = Set.of("handler", "extract_results");

    /** The hash of nothing, which get_url has in check mode for what it did not fetch. */
    private static final String NOTHING = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

    private ResultForm() {}

    static Map<String, Object> keys(String module, boolean remote, Map<?, ?> values, World world) {
        Map<String, Object> keys = new TreeMap<>();
        boolean isFolder = "directory".equals(values.get("state")) || Boolean.TRUE.equals(values.get("isdir"));
        values.forEach((name, value) -> {
            String key = String.valueOf(name);
            boolean unpacking = module.equals("ansible.builtin.unarchive") && UNPACKING.contains(key);
            boolean ignored = unpacking
                    || (!remote && IGNORED.getOrDefault(module, Set.of()).contains(key));
            boolean ofRoot = NAMES.contains(key) && "root".equals(value);
            boolean ofFolder = isFolder && (key.equals("size") || key.equals("nlink"));
            if (!DROPPED.contains(key) && !ignored && !ofRoot && !ofFolder) {
                keys.put(key, nested(module, key, value, world));
            }
        });
        return keys;
    }

    /** What stat and find tell of files is left out like what other modules tell of them at the top. */
    private static Object nested(String module, String key, Object value, World world) {
        if (key.equals("stat") && value instanceof Map<?, ?> file) {
            return keys(module, false, file, world);
        }
        if (key.equals("files") && value instanceof List<?> files && module.endsWith(".find")) {
            return files.stream()
                    .map(file -> keys(module, false, (Map<?, ?>) file, world))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.get("path"))))
                    .toList();
        }
        return normalised(value, world);
    }

    static List<Object> diffs(ModuleResult result, World world) {
        List<Object> diffs = new ArrayList<>();
        for (Diff diff : result.diffs()) {
            Map<String, Object> form = new TreeMap<>();
            diff.before().ifPresent(side -> form.put("before", normalised(side, world)));
            diff.after().ifPresent(side -> form.put("after", normalised(side, world)));
            form.putAll(diff.omitted());
            diffs.add(times(form));
        }
        return diffs;
    }

    static List<Object> expectedDiffs(Object diffs, World world) {
        List<Object> forms = new ArrayList<>();
        if (diffs instanceof List<?> list) {
            for (Object diff : list) {
                Map<String, Object> form = new TreeMap<>();
                ((Map<?, ?>) diff).forEach((key, value) -> {
                    if (!String.valueOf(key).endsWith("_header")) {
                        form.put(String.valueOf(key), normalised(value, world));
                    }
                });
                forms.add(form);
            }
        }
        return forms;
    }

    private static Map<String, Object> times(Map<String, Object> form) {
        Map<String, Object> masked = new TreeMap<>();
        form.forEach((key, value) -> {
            if (value instanceof Map<?, ?> side) {
                Map<String, Object> copy = new TreeMap<>();
                side.forEach((name, one) ->
                        copy.put(String.valueOf(name), name.equals("atime") || name.equals("mtime") ? "<T>" : one));
                masked.put(key, copy);
            } else {
                masked.put(key, value);
            }
        });
        return masked;
    }

    static Object normalised(Object value, World world) {
        if (value instanceof String text) {
            return bytes(TEMPORARY.matcher(Tree.backup(world.normalised(text))).replaceAll("ansible.<RAND>"));
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(normalised(item, world)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), normalised(item, world)));
            return new TreeMap<>(copy);
        }
        return value;
    }

    private static String bytes(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lone = c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            out.append(lone ? String.format(Locale.ROOT, "<BYTE:%02x>", c & 0xff) : String.valueOf(c));
        }
        return out.toString();
    }

    /** Returns what is different, or an empty text; what varied between Ansible's own runs is not looked at. */
    static String difference(Map<String, Object> expected, Map<String, Object> actual) {
        Map<String, Object> left = new TreeMap<>(expected);
        Map<String, Object> right = new TreeMap<>(actual);
        expected.forEach((key, value) -> {
            if ("<VARIES>".equals(value) || (key.equals("checksum_src") && NOTHING.equals(value))) {
                left.remove(key);
                right.remove(key);
            }
        });
        return left.equals(right) ? "" : "expected " + left + " but was " + right;
    }
}
