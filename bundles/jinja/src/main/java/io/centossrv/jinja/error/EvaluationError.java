// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

import java.util.Optional;

/** An operation that its values don't allow, such as {@code 1 + 'a'}. */
public final class EvaluationError extends JinjaException {
    private static final long serialVersionUID = 1L;

    /** Which of Python's errors it would be. */
    public enum Kind {
        TYPE,
        VALUE,
        ARITHMETIC,
        LOOKUP
    }

    private final Kind kind;

    private EvaluationError(Kind kind, String message, Throwable cause, Optional<Place> place) {
        super(message, cause, place);
        this.kind = kind;
    }

    /** A value of the wrong type. */
    public static EvaluationError type(String message) {
        return new EvaluationError(Kind.TYPE, message, null, Optional.empty());
    }

    /** A wrong value of the right type. */
    public static EvaluationError value(String message) {
        return new EvaluationError(Kind.VALUE, message, null, Optional.empty());
    }

    /** A wrong value of the right type, found by something else. */
    public static EvaluationError value(String message, Throwable cause) {
        return new EvaluationError(Kind.VALUE, message, cause, Optional.empty());
    }

    /** A division by zero, or a number beyond all bounds. */
    public static EvaluationError arithmetic(String message) {
        return new EvaluationError(Kind.ARITHMETIC, message, null, Optional.empty());
    }

    /** An element that isn't there, where absence is an error and not undefined. */
    public static EvaluationError lookup(String message) {
        return new EvaluationError(Kind.LOOKUP, message, null, Optional.empty());
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public EvaluationError at(Place where) {
        return place().isPresent() ? this : new EvaluationError(kind, getMessage(), this, placeOr(where));
    }
}
