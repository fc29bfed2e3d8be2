// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.jinja.ansible.RawVariables;
import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.ansible.Templating;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.template.YamlFilters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions, conditions and templates, and holds each value against Python's {@code repr()} of it. */
final class JinjaCases {
    private final Path fixtures;
    private final Map<String, Object> sets;
    private final Templating templating;
    private final Templating extended;

    JinjaCases(Path folder) throws IOException {
        fixtures = folder.resolve("fixtures").toAbsolutePath().normalize();
        sets = Json.readObject(Files.readAllBytes(folder.resolve("varsets.json")));
        templating = templating(false);
        extended = templating(true);
    }

    private Templating templating(boolean control) {
        return Templating.builder()
                .searchPath(List.of(fixtures))
                .loader(this::load)
                .filters(YamlFilters.all())
                .doControl(control)
                .build();
    }

    private Optional<String> load(String name) {
        for (Path candidate : List.of(fixtures.resolve("templates").resolve(name), fixtures.resolve(name))) {
            if (Files.isRegularFile(candidate)) {
                try {
                    return Optional.of(Files.readString(candidate));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    Verdict judge(Map<String, Object> vector) {
        Object expected = vector.get("error");
        try {
            String actual = Text.repr(evaluate(vector));
            if (expected != null) {
                return Verdict.failed("expected an error of class " + expected + " but was " + actual);
            }
            String wanted = (String) placed(vector.get("repr"));
            return actual.equals(wanted) ? Verdict.PASSED : Verdict.failed("expected " + wanted + " but was " + actual);
        } catch (JinjaException e) {
            return classOf(e).equals(expected)
                    ? Verdict.PASSED
                    : Verdict.failed("expected " + (expected == null ? vector.get("repr") : "class " + expected)
                            + " but failed with " + classOf(e) + ": " + e.getMessage());
        }
    }

    private Object evaluate(Map<String, Object> vector) {
        Map<String, Object> variables = new LinkedHashMap<>();
        ((Map<?, ?>) sets.get((String) vector.get("vars_set")))
                .forEach((name, value) -> variables.put((String) name, placed(value)));
        ((Map<?, ?>) vector.get("vars")).forEach((name, value) -> variables.put((String) name, placed(value)));
        variables.put("vars", new LinkedHashMap<>(variables));
        boolean control = Boolean.TRUE.equals(vector.get("ext"));
        Templar templar = (control ? extended : templating).templar(RawVariables.of(variables));
        Object template = placed(vector.get("template"));
        return switch ((String) vector.get("mode")) {
            case "expr" -> templar.template(template);
            case "when" -> templar.conditionValue(template);
            default ->
                templar.file("template.j2", (String) template, Syntax.defaults().withTrimBlocks(true));
        };
    }

    private static String classOf(JinjaException e) {
        if (e instanceof UndefinedError) {
            return "undefined";
        }
        return e instanceof TemplateSyntaxError ? "syntax" : "type";
    }

    /** Copies a value of JSON, with the fixtures' path in its place. */
    private Object placed(Object value) {
        if (value instanceof String text) {
            return text.replace("<FIXTURES>", fixtures.toString());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(placed(key), placed(element)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(placed(element)));
            return copy;
        }
        return value instanceof Number number ? Numbers.of(number) : value;
    }
}
