// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.centossrv.platform.ErrorDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words of ours what is wrong with a JSON text: Jackson's own messages name our classes. */
public final class JsonErrors {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private JsonErrors() {}

    /** Returns the place and the reason of an error that Jackson found in reading. */
    public static ErrorDetail explain(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        int line = location == null ? 0 : Math.max(0, location.getLineNr());
        int column = location == null ? 0 : Math.max(0, location.getColumnNr());
        String pointer = error instanceof JsonMappingException mapping ? pointer(mapping) : "";
        return new ErrorDetail(pointer, line, column, reason(error));
    }

    private static String pointer(JsonMappingException error) {
        return error.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String reason(JsonProcessingException error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "There is no field " + unknown.getPropertyName() + " here; known are " + known(unknown) + ".";
        }
        if (error instanceof ValueInstantiationException value) {
            return rule(value.getCause());
        }
        if (error instanceof MismatchedInputException mismatch) {
            return expected(mismatch.getTargetType());
        }
        if (error instanceof StreamConstraintsException) {
            return "The text is nested too deeply, or a part of it is too long.";
        }
        if (error instanceof StreamReadException) {
            return "This is not JSON: " + firstLine(error.getOriginalMessage()) + ".";
        }
        return "The value does not fit.";
    }

    private static String known(UnrecognizedPropertyException error) {
        Collection<Object> names = error.getKnownPropertyIds();
        return names == null || names.isEmpty()
                ? "none"
                : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String rule(Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        if (message != null
                && cause instanceof NullPointerException
                && NAME.matcher(message).matches()) {
            return "The field " + message + " is missing.";
        }
        if (message != null && !message.isEmpty() && cause instanceof IllegalArgumentException) {
            return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
        }
        return "The value does not fit, or a field is missing.";
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "The value is of the wrong kind.";
        }
        if (type.isEnum()) {
            return "One of " + String.join(", ", HyphenatedEnums.texts(type)) + " is expected.";
        }
        return kind(type) + " is expected.";
    }

    private static String kind(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "A text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "A number";
        }
        if (type == Instant.class) {
            return "A time such as 2026-01-31T10:00:00Z";
        }
        if (type == Duration.class) {
            return "A duration such as PT5S";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "A list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "An object" : "Another kind of value";
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
