// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.jinja.ansible.RawVariables;
import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.ansible.Templating;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates names of imports, from variables of the play and the command line alone, and without lookups: nothing of a
 * project may run where it is read.
 */
final class StaticNames {
    private static final Templating TEMPLATING =
            Templating.builder().limits(Limits.defaults()).lookups(Map.of()).build();

    private final Reading reading;

    StaticNames(Reading reading) {
        this.reading = reading;
    }

    /** Returns the name; empty with a mistake where it needs what is not known yet. */
    Optional<String> resolve(String name, Around around, Map<String, Object> vars, Position at) {
        if (!Templar.isTemplate(name)) {
            return Optional.of(name);
        }
        if (name.contains("lookup") || name.contains("query") || name.contains("q(")) {
            return refused(name, at, "lookups run on the node, not while a playbook is read");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        around.role().ifPresent(role -> all.putAll(role.vars()));
        all.putAll(around.play().vars());
        around.role().ifPresent(role -> {
            all.put("role_name", role.name());
            all.put("role_path", role.path());
        });
        all.put("playbook_dir", around.play().folder());
        all.putAll(around.vars());
        all.putAll(vars);
        all.putAll(reading.settings().extraVars());
        try {
            return Optional.of(
                    String.valueOf(TEMPLATING.templar(RawVariables.of(all)).template(name)));
        } catch (JinjaException e) {
            return refused(name, at, e.getMessage());
        }
    }

    private Optional<String> refused(String name, Position at, String why) {
        reading.addPlaceless(
                "import-name",
                MistakeKind.MALFORMED,
                at,
                "the name '" + name + "' of an import can't be told before the run: " + why
                        + "; use the variables of the play or of the command line, or include instead of import");
        return Optional.empty();
    }
}
