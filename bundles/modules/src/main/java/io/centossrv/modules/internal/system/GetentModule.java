// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import static io.centossrv.playbook.module.ArgumentType.BOOL;
import static io.centossrv.playbook.module.ArgumentType.STR;

import io.centossrv.playbook.module.ArgumentOption;
import io.centossrv.playbook.module.ArgumentSpec;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.Module;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ansible.builtin.getent}: what the node's databases of users, groups, hosts and the like hold. */
public final class GetentModule implements Module {
    private static final Set<String> COLONS = Set.of("passwd", "shadow", "group", "gshadow");
    private static final int UNKNOWN = 1;
    private static final int ABSENT = 2;

    @Override
    public String name() {
        return "ansible.builtin.getent";
    }

    @Override
    public ArgumentSpec arguments() {
        return ArgumentSpec.of(List.of(
                ArgumentOption.of("database", STR).must(),
                ArgumentOption.of("key", STR),
                ArgumentOption.of("service", STR),
                ArgumentOption.of("split", STR),
                ArgumentOption.of("fail_key", BOOL).orElse(true)));
    }

    @Override
    public ModuleResult run(ModuleContext context) {
        Arguments arguments = context.arguments();
        String database = arguments.required("database");
        Optional<String> key = arguments.text("key");
        List<String> words = new ArrayList<>(List.of("getent"));
        arguments.text("service").ifPresent(service -> words.addAll(List.of("-s", service)));
        words.add("--");
        words.add(database);
        key.ifPresent(words::add);
        ChildProcess.Ended ended = new Program(context).run(words);
        Optional<String> split =
                arguments.text("split").or(() -> Optional.of(":").filter(any -> COLONS.contains(database)));
        String absent = "One or more supplied key could not be found in the database.";
        return switch (ended.code()) {
            case 0 -> ModuleResult.of(false, facts(database, records(ended.out(), split)));
            case UNKNOWN -> ModuleResult.failed("Missing arguments, or database unknown.", Map.of());
            case ABSENT -> {
                if (arguments.flag("fail_key")) {
                    yield ModuleResult.failed(absent, Map.of());
                }
                Map<String, Object> none = new LinkedHashMap<>();
                none.put(key.orElse(""), null);
                yield ModuleResult.of(false, facts(database, none)).saying(absent);
            }
            case 3 -> ModuleResult.failed("Enumeration not supported on this database.", Map.of());
            default -> throw new ModuleFailure("Unexpected failure!");
        };
    }

    private static Map<String, Object> facts(String database, Map<String, Object> records) {
        return Map.of("ansible_facts", Map.of("getent_" + database, records));
    }

    /** A key that comes again makes a list of its records. */
    private static Map<String, Object> records(String output, Optional<String> split) {
        Map<String, List<Object>> found = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            List<String> fields = split.map(text -> Arrays.asList(line.split(Pattern.quote(text), -1)))
                    .orElseGet(() -> Arrays.asList(line.strip().split("\\s+")));
            found.computeIfAbsent(fields.get(0), key -> new ArrayList<>())
                    .add(List.copyOf(fields.subList(1, fields.size())));
        }
        Map<String, Object> records = new LinkedHashMap<>();
        found.forEach((key, all) -> records.put(key, all.size() == 1 ? all.get(0) : all));
        return records;
    }
}
