// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A macro, with the names of where it was defined. */
record Macro(MacroDefinition definition, Frame home) implements Callable, Instance {
    @Override
    public Object call(CallArguments arguments) {
        Rendering rendering = home.rendering();
        rendering.enter();
        Frame frame = home.inner();
        bind(frame, arguments);
        Sink out = rendering.sink();
        definition.body().execute(frame, out);
        rendering.leave();
        return rendering.result(out);
    }

    private void bind(Frame frame, CallArguments arguments) {
        List<MacroDefinition.Parameter> parameters = definition.parameters();
        List<Object> positional = arguments.positional();
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        for (int i = 0; i < parameters.size(); i++) {
            MacroDefinition.Parameter parameter = parameters.get(i);
            String name = parameter.name();
            if (i < positional.size()) {
                if (named.containsKey(name)) {
                    throw EvaluationError.type(label() + " got multiple values for argument '" + name + "'");
                }
                frame.put(name, positional.get(i));
            } else if (named.containsKey(name)) {
                frame.put(name, named.remove(name));
            } else {
                Optional<Expression> otherwise = parameter.byDefault();
                frame.put(
                        name,
                        otherwise.isPresent()
                                ? otherwise.get().evaluate(frame)
                                : Undefined.because(name, "parameter '" + name + "' was not provided"));
            }
        }
        bindCaller(frame, named);
        bindRest(frame, positional, named);
    }

    private void bindCaller(Frame frame, Map<String, Object> named) {
        boolean isParameter = definition.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("caller"));
        if (definition.uses().contains("caller") && !isParameter) {
            Object caller = named.remove("caller");
            frame.put("caller", caller == null ? Undefined.because("caller", "No caller defined") : caller);
        }
    }

    private void bindRest(Frame frame, List<Object> positional, Map<String, Object> named) {
        int taken = Math.min(positional.size(), definition.parameters().size());
        List<Object> rest = positional.subList(taken, positional.size());
        if (definition.uses().contains("kwargs")) {
            frame.put("kwargs", named);
        } else if (named.containsKey("caller")) {
            throw EvaluationError.type(
                    label() + " was invoked with two values for the special caller argument, or doesn't take a caller");
        } else if (!named.isEmpty()) {
            throw EvaluationError.type(label() + " takes no keyword argument "
                    + Text.repr(named.keySet().iterator().next()));
        }
        if (definition.uses().contains("varargs")) {
            frame.put("varargs", Tuple.of(rest));
        } else if (!rest.isEmpty()) {
            throw EvaluationError.type(
                    label() + " takes not more than " + definition.parameters().size() + " argument(s)");
        }
    }

    private String label() {
        return "macro '" + definition.name() + "'";
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "name" -> Optional.of(definition.name());
            case "arguments" ->
                Optional.of(Tuple.of(definition.parameters().stream()
                        .map(MacroDefinition.Parameter::name)
                        .toList()));
            case "catch_kwargs" -> Optional.of(definition.uses().contains("kwargs"));
            case "catch_varargs" -> Optional.of(definition.uses().contains("varargs"));
            case "caller" -> Optional.of(definition.uses().contains("caller"));
            default -> Optional.empty();
        };
    }

    @Override
    public String repr() {
        return "<Macro " + Text.quoted(definition.name()) + ">";
    }
}
