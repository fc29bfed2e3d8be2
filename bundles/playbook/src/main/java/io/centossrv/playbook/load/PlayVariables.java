// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.internal.yaml.YamlReader;
import io.centossrv.playbook.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a play says of files of variables and of questions. */
final class PlayVariables {
    private static final Set<String> PROMPT =
            Set.of("name", "prompt", "default", "private", "confirm", "encrypt", "salt_size", "salt", "unsafe");

    private final Reading reading;

    PlayVariables(Reading reading) {
        this.reading = reading;
    }

    List<Object> files(Value.Mapping map) {
        Optional<Value> value = map.entry("vars_files").map(Value.Entry::value).filter(one -> one.plain() != null);
        if (value.isEmpty()) {
            return List.of();
        }
        List<Value> items = value.get() instanceof Value.Sequence list ? list.items() : List.of(value.get());
        List<Object> files = new ArrayList<>();
        for (Value item : items) {
            boolean names = item instanceof Value.Sequence list
                    ? list.items().stream().allMatch(one -> one.plain() instanceof String)
                    : item.plain() instanceof String;
            if (names) {
                files.add(Plain.of(item));
            } else {
                reading.add(
                        "bad-type",
                        MistakeKind.BAD_VALUE,
                        item.position(),
                        map.position(),
                        "'vars_files' takes names of files, or lists of them, not " + item.kind());
            }
        }
        return files;
    }

    /** Names of imports may use what is in files whose own names are plain. */
    void visible(List<Object> files, PlayFrame frame) {
        for (Object file : files) {
            List<?> names = file instanceof List<?> list ? list : List.of(file);
            for (Object name : names) {
                String path = Paths.join(frame.folder(), String.valueOf(name));
                if (reading.isFile(path)) {
                    visible(path, frame);
                    break;
                }
            }
        }
    }

    /** What is wrong in such a file is told when the play runs, as Ansible does it. */
    private void visible(String path, PlayFrame frame) {
        byte[] content = reading.settings().project().read(path).orElseThrow();
        if (Vault.isEncrypted(content)) {
            return;
        }
        new YamlReader(path, new ArrayList<>(), new ArrayList<>())
                .read(content)
                .filter(Value.Mapping.class::isInstance)
                .ifPresent(value -> frame.vars().putAll(Plain.texts((Value.Mapping) value)));
    }

    List<Map<String, Object>> prompts(Value.Mapping map) {
        List<Map<String, Object>> prompts = new ArrayList<>();
        Optional<Value> value = map.entry("vars_prompt").map(Value.Entry::value).filter(one -> one.plain() != null);
        if (value.isEmpty()) {
            return prompts;
        }
        List<Value> items = value.get() instanceof Value.Sequence list ? list.items() : List.of(value.get());
        for (Value item : items) {
            if (!(item instanceof Value.Mapping prompt) || prompt.entry("name").isEmpty()) {
                wrong(map, item, "Invalid vars_prompt data structure, missing 'name' key");
                continue;
            }
            Optional<Value.Entry> strange = prompt.entries().stream()
                    .filter(entry -> !PROMPT.contains(entry.key()))
                    .findFirst();
            if (strange.isPresent()) {
                wrong(
                        map,
                        item,
                        "Invalid vars_prompt data structure, found unsupported key '"
                                + strange.get().key() + "'");
            } else {
                prompts.add(Plain.texts(prompt));
            }
        }
        return prompts;
    }

    private void wrong(Value.Mapping map, Value at, String message) {
        reading.add("bad-prompt", MistakeKind.MALFORMED, at.position(), map.position(), message);
    }
}
