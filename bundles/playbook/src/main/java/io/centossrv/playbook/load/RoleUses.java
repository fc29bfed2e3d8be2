// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how roles are used in lists of them. */
final class RoleUses {
    private final Reading reading;
    private final KeywordReader keywords;

    RoleUses(Reading reading) {
        this.reading = reading;
        this.keywords = new KeywordReader(reading);
    }

    List<RoleUse> read(Value.Entry entry, Optional<String> beside) {
        List<RoleUse> uses = new ArrayList<>();
        if (entry.value().plain() == null) {
            return uses;
        }
        if (!(entry.value() instanceof Value.Sequence list)) {
            wrong(
                    entry.value(),
                    "'" + entry.key() + "' takes a list of roles, not "
                            + entry.value().kind());
            return uses;
        }
        for (Value item : list.items()) {
            use(item, beside).ifPresent(uses::add);
        }
        return uses;
    }

    private Optional<RoleUse> use(Value item, Optional<String> beside) {
        if (item instanceof Value.Scalar scalar && scalar.content().isPresent()) {
            return Optional.of(use(String.valueOf(scalar.content().get()), Keywords.NONE, Map.of(), beside, item));
        }
        if (!(item instanceof Value.Mapping map)) {
            wrong(item, "a role is its name or a map, not " + item.kind());
            return Optional.empty();
        }
        Optional<String> name = map.entry("role")
                .or(() -> map.entry("name"))
                .map(entry -> entry.value().plain())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .or(() -> galaxy(map))
                .filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            reading.add(
                    "no-role",
                    MistakeKind.OTHER,
                    map.position(),
                    map.position(),
                    "role definitions must contain a role name: 'role' is missing, or no text");
            return Optional.empty();
        }
        Map<String, Keyword> known = new LinkedHashMap<>();
        Map<String, Object> params = new LinkedHashMap<>();
        keywords.read(map, Set.of("role", "name")).all().forEach((key, keyword) -> {
            if (KeywordNames.ROLE.contains(key)) {
                known.put(key, keyword);
            } else {
                params.put(key, keyword.value());
            }
        });
        return Optional.of(use(name.get(), new Keywords(known), params, beside, item));
    }

    /** Galaxy's {@code src: git+https://host/some/role.git,version,name}. */
    private static Optional<String> galaxy(Value.Mapping map) {
        return map.entry("src").map(entry -> entry.value().plain()).map(source -> {
            String[] parts = source.toString().split(",");
            return parts.length > 2 ? parts[2] : Paths.name(parts[0]).replaceFirst("\\.(git|tar\\.gz)$", "");
        });
    }

    private static RoleUse use(
            String name, Keywords keywords, Map<String, Object> params, Optional<String> beside, Value at) {
        return new RoleUse(name, keywords, params, beside, Map.of(), false, Optional.empty(), true, at.position());
    }

    private void wrong(Value at, String message) {
        reading.add("bad-type", MistakeKind.BAD_VALUE, at.position(), at.position(), message);
    }
}
