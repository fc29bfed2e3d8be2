// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.error.LimitExceeded;
import io.centossrv.jinja.regex.GuardedText;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Limits;
import io.centossrv.jinja.spi.Variables;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.Optional;
import java.util.regex.Matcher;

/** One rendering: what it has taken so far, and how its values are looked into. Of one thread. */
public final class Rendering implements Evaluation {
    private final Library library;
    private final Variables variables;
    private final Limits limits;
    private final GuardedText.Budget patternBudget;
    private long steps;
    private int depth;

    public Rendering(Library library, Variables variables) {
        this.library = library;
        this.variables = variables;
        this.limits = library.limits();
        this.patternBudget = new GuardedText.Budget(limits.mostPatternSteps());
    }

    public Library library() {
        return library;
    }

    /** Counts a statement or a loop's round. */
    public void step() {
        if (++steps > limits.mostSteps()) {
            throw new LimitExceeded("the template takes more than " + limits.mostSteps() + " steps");
        }
    }

    /** Goes a level deeper; {@link #leave} must follow. */
    public void enter() {
        if (++depth > limits.mostDepth()) {
            throw new LimitExceeded("macros, includes and blocks are nested deeper than " + limits.mostDepth());
        }
    }

    /** Comes back from a level. */
    public void leave() {
        depth--;
    }

    /** Makes a place for output. */
    public Sink sink() {
        return new Sink(limits.mostLength());
    }

    /** Returns what was written as the output wants it. */
    public Object result(Sink sink) {
        return library.output().join(sink);
    }

    @Override
    public Object filter(String name, Object value, CallArguments arguments) {
        return library.filter(name).apply(value, arguments, this);
    }

    @Override
    public boolean test(String name, Object value, CallArguments arguments) {
        return library.test(name).holds(value, arguments, this);
    }

    @Override
    public boolean hasFilter(String name) {
        return library.hasFilter(name);
    }

    @Override
    public boolean hasTest(String name) {
        return library.hasTest(name);
    }

    @Override
    public Object attribute(Object value, String name) {
        return Access.attribute(value, name, this);
    }

    @Override
    public Object item(Object value, Object key) {
        return Access.item(value, key, this);
    }

    @Override
    public Object call(Object callable, CallArguments arguments) {
        Undefined.check(callable);
        if (callable instanceof Callable function) {
            return function.call(arguments);
        }
        throw EvaluationError.type("'" + Types.name(callable) + "' object is not callable");
    }

    @Override
    public Optional<Items.Found> variable(String name) {
        return variables.find(name);
    }

    @Override
    public Matcher matcher(String pattern, int flags, CharSequence text) {
        return library.patterns().compile(pattern, flags).matcher(new GuardedText(text.toString(), patternBudget));
    }

    @Override
    public Limits limits() {
        return limits;
    }
}
