// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.load.ProjectLoader;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.module.Project;
import io.centossrv.playbook.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -e}: {@code k=v} pairs, which are texts, or YAML or JSON, or {@code @} and a file of it. */
final class ExtraVars {
    private static final Pattern PAIR =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|[^\\s\"']\\S*|)(?=\\s|$)");
    private static final String NAME = "extra-vars";

    private ExtraVars() {}

    /** Returns the variables, the later over the earlier; throws IllegalArgumentException where some can't be read. */
    static Map<String, Object> read(List<String> given, Path folder, Vault vault) throws IOException {
        Map<String, Object> vars = new LinkedHashMap<>();
        for (String one : given) {
            if (one.startsWith("@")) {
                vars.putAll(yaml(Files.readAllBytes(folder.resolve(one.substring(1))), one.substring(1), vault));
            } else if (one.stripLeading().startsWith("{") || one.stripLeading().startsWith("[")) {
                vars.putAll(yaml(one.getBytes(StandardCharsets.UTF_8), NAME, vault));
            } else {
                pairs(one, vars);
            }
        }
        return vars;
    }

    private static void pairs(String text, Map<String, Object> vars) {
        Matcher pair = PAIR.matcher(text);
        int at = 0;
        while (at < text.length() && pair.find(at) && pair.start() == at) {
            String value = pair.group(2);
            boolean quoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0;
            vars.put(pair.group(1), quoted ? value.substring(1, value.length() - 1) : value);
            at = pair.end();
        }
        if (!text.substring(at).isBlank()) {
            throw new IllegalArgumentException(
                    "-e takes name=value pairs, YAML or JSON in { }, or @FILE; not understood" + " from character "
                            + (at + 1));
        }
    }

    private static Map<String, Object> yaml(byte[] content, String name, Vault vault) {
        LoadSettings settings = new LoadSettings(
                Project.of(Map.of(name, content)), new ModuleCatalog(List.of()), Set.of(), Map.of(), vault, false);
        Loaded<Map<String, Object>> loaded = new ProjectLoader(settings).variables(name);
        return loaded.value()
                .orElseThrow(() ->
                        new IllegalArgumentException(loaded.mistakes().get(0).toString()));
    }
}
