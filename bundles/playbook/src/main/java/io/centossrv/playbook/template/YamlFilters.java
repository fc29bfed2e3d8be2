// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.template;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.internal.yaml.YamlReader;
import io.centossrv.playbook.internal.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code to_yaml}, {@code to_nice_yaml}, {@code from_yaml} and {@code from_yaml_all}, as ansible-core 2.14 has them. */
public final class YamlFilters {
    private static final Signature WRITE = Signature.of(
            "to_yaml",
            "indent=",
            "width=",
            "sort_keys=",
            "default_flow_style=",
            "default_style=",
            "allow_unicode=",
            "explicit_start=",
            "explicit_end=",
            "line_break=");

    private YamlFilters() {}

    /** Returns them by name, short and in full. */
    public static Map<String, Filter> all() {
        Map<String, Filter> filters = Map.of(
                "to_yaml",
                (value, arguments, evaluation) -> write(value, arguments, false),
                "to_nice_yaml",
                (value, arguments, evaluation) -> write(value, arguments, true),
                "from_yaml",
                YamlFilters::read,
                "from_yaml_all",
                YamlFilters::readAll);
        Map<String, Filter> all = new HashMap<>(filters);
        filters.forEach((name, filter) -> all.put("ansible.builtin." + name, filter));
        return all;
    }

    private static Object write(Object value, CallArguments arguments, boolean nice) {
        Signature.Bound bound = WRITE.bind(arguments);
        Object flow = bound.get("default_flow_style", nice ? (Object) false : null);
        Object indent = bound.get("indent", nice ? (Object) 4L : null);
        Object width = bound.get("width");
        YamlWriter writer = new YamlWriter(
                flow == null ? Optional.empty() : Optional.of(Truth.of(flow)),
                indent == null ? 2 : Numbers.index(indent),
                width == null ? 80 : Numbers.index(width),
                bound.truth("sort_keys", true),
                bound.truth("explicit_start", false),
                Optional.ofNullable(bound.get("default_style")).map(Text::of));
        return Marked.verbatim(writer.write(value));
    }

    private static Object read(Object value, CallArguments arguments, Evaluation evaluation) {
        if (!Text.isText(Undefined.check(value))) {
            return value;
        }
        List<Mistake> mistakes = new ArrayList<>();
        Optional<Value> read =
                new YamlReader("<text>", mistakes).read(value.toString().getBytes(StandardCharsets.UTF_8));
        refuse(mistakes);
        return read.map(Value::plain).orElse(null);
    }

    private static Object readAll(Object value, CallArguments arguments, Evaluation evaluation) {
        if (!Text.isText(Undefined.check(value))) {
            return value;
        }
        List<Mistake> mistakes = new ArrayList<>();
        List<Object> documents = new ArrayList<>();
        new YamlReader("<text>", mistakes).readAll(value.toString()).forEach(one -> documents.add(one.plain()));
        refuse(mistakes);
        return documents;
    }

    private static void refuse(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            Mistake first = mistakes.get(0);
            throw EvaluationError.value("not YAML: " + first.message() + " (line "
                    + first.position().line() + ", column " + first.position().column() + ")");
        }
    }
}
