// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.UndefinedError;
import java.util.Optional;

/**
 * What a name or an attribute that isn't there stands for. It may be passed on, asked {@code is defined} and have
 * attributes taken, which gives itself; any other use raises. So missing a value shows where it is needed.
 */
public final class Undefined {
    private static final Undefined NOTHING =
            new Undefined("the condition doesn't hold, and there is no else", Optional.empty(), true);

    private final String message;
    private final Optional<String> name;
    private final boolean lenient;

    private Undefined(String message, Optional<String> name, boolean lenient) {
        this.message = message;
        this.name = name;
        this.lenient = lenient;
    }

    private Undefined(String message, Optional<String> name) {
        this(message, name, false);
    }

    /** Returns what {@code x if condition} gives where it doesn't hold: it is written as nothing, and false. */
    public static Undefined nothing() {
        return NOTHING;
    }

    /** Tells whether it may be written, asked and looped over without an error. */
    public static boolean isNothing(Object value) {
        return value instanceof Undefined undefined && undefined.lenient;
    }

    /** Returns the value of a name that nothing has. */
    public static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined", Optional.of(name));
    }

    /** Returns the value of an attribute or element that an object lacks. */
    public static Undefined element(Object owner, Object key) {
        String type = owner == null ? "None" : Types.name(owner) + " object";
        String message = Text.isText(key)
                ? "'" + type + "' has no attribute " + Text.repr(key)
                : type + " has no element " + Text.repr(key);
        return new Undefined(message, Optional.of(Text.isText(key) ? key.toString() : Text.repr(key)));
    }

    /** Returns a value that says why it is missing. */
    public static Undefined because(String message) {
        return new Undefined(message, Optional.empty());
    }

    /** Returns a value that says why, for a name that has a value which can't be had. */
    public static Undefined because(String name, String message) {
        return new Undefined(message, Optional.of(name));
    }

    /** Returns what is said where it is used. */
    public String message() {
        return message;
    }

    /** Returns the name that was looked up. */
    public Optional<String> name() {
        return name;
    }

    /** Returns the error of using it. */
    public UndefinedError error() {
        return new UndefinedError(message, name);
    }

    /** Throws where a value is undefined; returns it else. */
    public static Object check(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        return value;
    }

    @Override
    public String toString() {
        return "Undefined[" + message + "]";
    }
}
