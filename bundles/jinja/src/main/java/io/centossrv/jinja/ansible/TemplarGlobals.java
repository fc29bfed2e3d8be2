// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.UndefinedError;
import io.centossrv.jinja.internal.ansible.Overrides;
import io.centossrv.jinja.internal.ansible.Unsafe;
import io.centossrv.jinja.internal.time.DateTime;
import io.centossrv.jinja.internal.time.Strftime;
import io.centossrv.jinja.spi.Lookup;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.spi.Syntax;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that Ansible adds: {@code lookup}, {@code query}, {@code now}, {@code undef}. */
final class TemplarGlobals implements LookupContext {
    private static final Signature NOW = Signature.of("now", "utc=", "fmt=");
    private static final Signature UNDEF = Signature.of("undef", "hint=");

    private final Templar templar;
    private final Templating templating;

    TemplarGlobals(Templar templar, Templating templating) {
        this.templar = templar;
        this.templating = templating;
    }

    Optional<Object> find(String name) {
        return switch (name) {
            case "lookup" -> Optional.of((Callable) arguments -> called(arguments, false));
            case "query", "q" -> Optional.of((Callable) arguments -> called(arguments, true));
            case "now" -> Optional.of((Callable) TemplarGlobals::now);
            case "undef" -> Optional.of((Callable) TemplarGlobals::undef);
            default -> Optional.empty();
        };
    }

    /** Calls a lookup from a template, which says of a failure where it comes from. */
    private Object called(CallArguments arguments, boolean query) {
        try {
            return lookup(arguments, query);
        } catch (EvaluationError e) {
            String name = arguments.positional().isEmpty()
                    ? ""
                    : Text.of(arguments.positional().get(0));
            throw EvaluationError.value(
                    "An unhandled exception occurred while running the lookup plugin '" + name
                            + "'. Error was a <class 'ansible.errors.AnsibleError'>, original message: "
                            + e.getMessage() + ". " + e.getMessage(),
                    e);
        }
    }

    Object lookup(CallArguments arguments, boolean query) {
        if (arguments.positional().isEmpty()) {
            throw EvaluationError.type("lookup() missing 1 required positional argument: 'name'");
        }
        String name = Text.of(arguments.positional().get(0));
        Lookup lookup = templating.lookups().get(name.replaceFirst("^ansible\\.(builtin|legacy)\\.", ""));
        if (lookup == null) {
            throw EvaluationError.value("lookup plugin (" + name + ") not found");
        }
        Map<String, Object> options = new LinkedHashMap<>(arguments.named());
        boolean list = Truth.of(options.getOrDefault("wantlist", query));
        String errors = Text.of(options.getOrDefault("errors", "strict"));
        boolean safe = Truth.of(options.getOrDefault("allow_unsafe", false));
        List.of("wantlist", "errors", "allow_unsafe").forEach(options::remove);
        List<Object> found;
        try {
            List<Object> terms = Items.list(templar.template(arguments.from(1).positional()));
            terms.forEach(Undefined::check);
            found = lookup.find(terms, options, this);
        } catch (UndefinedError e) {
            throw e;
        } catch (JinjaException e) {
            if (errors.equals("ignore") || errors.equals("warn")) {
                return list ? List.of() : null;
            }
            throw e;
        }
        if (safe || found.isEmpty()) {
            return list ? found : joined(found);
        }
        templar.taint();
        return Unsafe.marked(list ? found : joined(found));
    }

    private static Object joined(List<Object> found) {
        if (found.stream().allMatch(Text::isText)) {
            return found.isEmpty()
                    ? List.of()
                    : String.join(",", found.stream().map(Text::of).toList());
        }
        return found.size() == 1 ? found.get(0) : found;
    }

    private static Object now(CallArguments arguments) {
        Signature.Bound bound = NOW.bind(arguments);
        LocalDateTime now = bound.truth("utc", false)
                ? LocalDateTime.now(ZoneOffset.UTC)
                : LocalDateTime.now(ZoneId.systemDefault());
        String format = bound.text("fmt", "");
        return format.isEmpty() ? new DateTime(now) : Strftime.format(format, now.atZone(ZoneOffset.UTC));
    }

    private static Object undef(CallArguments arguments) {
        Object hint = UNDEF.bind(arguments).get("hint");
        boolean given =
                hint != null && !(hint instanceof Undefined) && !Text.of(hint).isEmpty();
        return Undefined.because(given ? Text.of(hint) : "Mandatory variable has not been overridden");
    }

    @Override
    public Optional<Items.Found> variable(String name) {
        return templar.names().contains(name) ? templar.find(name) : Optional.empty();
    }

    @Override
    public Collection<String> variableNames() {
        return templar.names();
    }

    @Override
    public Object template(Object value) {
        return templar.template(value);
    }

    @Override
    public Object render(String name, String text, Syntax syntax, Map<String, Object> more, boolean convert) {
        return templar.render(text, new Overrides(name, Optional.of(syntax)), convert, more);
    }

    @Override
    public Optional<Path> file(String folder, String name) {
        try {
            Path path = Path.of(name);
            if (path.isAbsolute()) {
                return Optional.of(path).filter(Files::exists);
            }
            for (Path root : searchPath()) {
                for (Path candidate : List.of(root.resolve(folder).resolve(path), root.resolve(path))) {
                    if (Files.exists(candidate)) {
                        return Optional.of(candidate);
                    }
                }
            }
            return Optional.empty();
        } catch (InvalidPathException e) {
            throw EvaluationError.value("not a path: " + Text.quoted(name), e);
        }
    }

    @Override
    public Collection<Path> searchPath() {
        return templating.searchPath();
    }
}
