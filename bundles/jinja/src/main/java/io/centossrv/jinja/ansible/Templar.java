// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import io.centossrv.jinja.Template;
import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.internal.ansible.Backslashes;
import io.centossrv.jinja.internal.ansible.Overrides;
import io.centossrv.jinja.internal.ansible.Unsafe;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.spi.Variables;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the templates of a playbook for one host, as ansible-core 2.14 does: a value that is nothing but a variable
 * keeps the type of numbers and booleans, a text that looks like a list or a dict becomes one, variables are templated
 * when they are used. Of one thread.
 */
public final class Templar {
    /** As deep as variables may refer to variables. */
    private static final int MOST_DEPTH = 60;

    private static final Pattern SINGLE_VARIABLE = Pattern.compile("^\\{\\{\\s*(\\w*)\\s*\\}\\}$");

    private final Templating templating;
    private final RawVariables variables;
    private final TemplarGlobals globals;
    private int depth;
    private boolean unsafe;

    Templar(Templating templating, RawVariables variables) {
        this.templating = templating;
        this.variables = variables;
        this.globals = new TemplarGlobals(this, templating);
    }

    /** Tells whether a text may be a template. */
    public static boolean isTemplate(CharSequence text) {
        String plain = text.toString();
        return plain.contains("{{") || plain.contains("{%") || plain.contains("{#");
    }

    /** Returns a value with all templates in it evaluated; lists and dicts are copied. */
    public Object template(Object value) {
        if (value instanceof CharSequence text) {
            return Marked.is(value, Marked.Mark.UNSAFE) || !isTemplate(text) ? value : text(text.toString());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> templated = new LinkedHashMap<>();
            map.forEach((key, element) -> templated.put(key, template(element)));
            return templated;
        }
        if (value instanceof Collection<?> items) {
            List<Object> templated = new ArrayList<>(items.size());
            items.forEach(item -> templated.add(template(item)));
            return templated;
        }
        return value;
    }

    private Object text(String text) {
        Matcher single = SINGLE_VARIABLE.matcher(text);
        if (single.matches()) {
            Optional<RawVariables.Raw> raw = variables.find(single.group(1));
            if (raw.isPresent()
                    && (raw.get().value() == null || Numbers.isNumber(raw.get().value()))) {
                return raw.get().value();
            }
        }
        String source = Backslashes.doubled(text, templating.syntax());
        return render(source, Overrides.none(), true, Map.of());
    }

    /** Returns the text of a file of the {@code template} module; its first line may set the syntax. */
    public String file(String name, String text, Syntax syntax) {
        return Text.of(render(text, new Overrides(name, Optional.of(syntax)), false, Map.of()));
    }

    Object render(String source, Overrides overrides, boolean convert, Map<String, Object> more) {
        if (++depth > MOST_DEPTH) {
            depth--;
            throw new LimitExceeded("recursive loop detected in template string: " + source);
        }
        boolean outer = unsafe;
        unsafe = false;
        try {
            Overrides.Split split = overrides.split(source, templating.syntax());
            Template template = split.syntax().isEmpty() && convert
                    ? templating.text(source)
                    : templating.other(
                            overrides.name(), split.text(), split.syntax().orElse(templating.syntax()), convert);
            Object result = template.render(visible(more));
            if (result instanceof CharSequence text) {
                result = withNewlines(text, split.text());
            }
            return unsafe ? Unsafe.marked(result) : result;
        } finally {
            depth--;
            unsafe = outer || unsafe;
        }
    }

    /** The last newlines of a template are those of its result. */
    private static Object withNewlines(CharSequence result, String source) {
        int missing = newlines(source) - newlines(result.toString());
        return missing > 0 ? Text.joined(result, "\n".repeat(missing)) : result;
    }

    private static int newlines(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.length() - end;
    }

    private Variables visible(Map<String, Object> more) {
        return name -> more.containsKey(name) ? Optional.of(new Items.Found(more.get(name))) : find(name);
    }

    /** Returns a variable as templates see it: templated, or undefined where that needs what isn't there. */
    Optional<Items.Found> find(String name) {
        Optional<RawVariables.Raw> raw = variables.find(name);
        if (raw.isEmpty()) {
            return globals.find(name).map(Items.Found::new);
        }
        Object value = raw.get().value();
        if (!raw.get().trusted()) {
            unsafe = true;
            return Optional.of(new Items.Found(value));
        }
        unsafe |= Marked.is(value, Marked.Mark.UNSAFE);
        try {
            return Optional.of(new Items.Found(template(value)));
        } catch (UndefinedError e) {
            return Optional.of(new Items.Found(Undefined.because(name, Text.repr(value) + ": " + e.getMessage())));
        } catch (LimitExceeded e) {
            throw EvaluationError.value("the variable '" + name + "' can't be templated: " + e.getMessage(), e);
        }
    }

    /** Returns what a lookup finds, as values and not as the text of them. */
    public List<?> lookup(String name, List<?> terms) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(name);
        arguments.addAll(terms);
        return Items.list(globals.lookup(new CallArguments(arguments, Map.of()), true));
    }

    Collection<String> names() {
        return variables.names();
    }

    /** Says that a value from outside has come in: the result is no template any more. */
    void taint() {
        unsafe = true;
    }

    /** Tells whether a condition holds: a text, a boolean, nothing, or a list of which each must hold. */
    public boolean condition(Object condition) {
        return Truth.of(conditionValue(condition));
    }

    /** Returns what a condition gives: a boolean, or the value of one that is a template by itself. */
    public Object conditionValue(Object condition) {
        return new Conditions(this).value(condition);
    }
}
