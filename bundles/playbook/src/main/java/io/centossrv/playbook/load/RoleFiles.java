// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.VarsFiles;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of one role. */
final class RoleFiles {
    private static final List<String> MAIN = List.of(".yml", ".yaml", ".json", "");
    private static final List<String> NAMED = List.of("", ".yml", ".yaml", ".json");

    private final Reading reading;
    private final String name;
    private final String path;
    private final Map<String, String> from;
    private final Position use;

    RoleFiles(Reading reading, String name, String path, Map<String, String> from, Position use) {
        this.reading = reading;
        this.name = name;
        this.path = path;
        this.from = from;
        this.use = use;
    }

    /** Returns the document of a part; empty where the role has none, or with a mistake. */
    Optional<Value> part(String part) {
        List<String> found = files(part, false);
        return found.isEmpty() ? Optional.empty() : reading.yaml(found.get(0), use);
    }

    /** Returns the variables of a part, of all files where it is a folder; the later win. */
    Map<String, Object> variables(String part) {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String file : files(part, true)) {
            Optional<Value> content = reading.yaml(file, use);
            if (content.isPresent() && content.get() instanceof Value.Mapping map) {
                variables.putAll(Plain.texts(map));
            } else if (content.isPresent() && content.get().plain() != null) {
                Position at = content.get().position();
                reading.add(
                        "bad-type",
                        MistakeKind.MALFORMED,
                        at,
                        at,
                        "The " + part + "/main.yml file for role '" + name
                                + "' must contain a dictionary of variables, not "
                                + content.get().kind());
            }
        }
        return variables;
    }

    /** Returns the document of another file of the role's {@code meta}. */
    Optional<Value> meta(String file) {
        List<String> found = new VarsFiles(reading.settings().project())
                .find(path + "/meta/" + file, List.of(".yml", ".yaml", ".json"), false);
        return found.isEmpty() ? Optional.empty() : reading.yaml(found.get(0), use);
    }

    private List<String> files(String part, boolean folders) {
        String folder = path + "/" + part;
        if (!reading.isFolder(folder)) {
            return List.of();
        }
        Optional<String> named = Optional.ofNullable(from.get(part));
        List<String> found = new VarsFiles(reading.settings().project())
                .find(folder + "/" + named.orElse("main"), named.isPresent() ? NAMED : MAIN, folders);
        if (found.isEmpty() && named.isPresent()) {
            reading.addPlaceless(
                    "not-found",
                    MistakeKind.MALFORMED,
                    use,
                    "Could not find specified file in role: " + part + "/" + named.get());
        }
        return found;
    }
}
