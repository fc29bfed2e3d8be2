// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.label;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator says of a node: a tag, a metadatum, a role, or its site.
 *
 * @param name empty for the site alone, of which there is one
 * @param value empty for a role
 */
public record Label(Kind kind, String name, String value) implements Comparable<Label> {
    private static final ErrorCode INVALID = new ErrorCode("label-invalid", ErrorKind.USER);
    private static final Pattern TEXT = Pattern.compile("(tag|meta|role|site):([^=]*)(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final int MAX_VALUE = 255;

    /** What it is. */
    public enum Kind {
        TAG,
        META,
        ROLE,
        SITE;

        /** Returns the word for it in targets. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Label {
        Pattern pattern = kind == Kind.ROLE ? WORD : NAME;
        if (kind != Kind.SITE && !pattern.matcher(name).matches()) {
            throw invalid("The " + kind.word() + " '" + shown(name)
                    + "' is not of letters, digits, '.', '_' and '-', or is longer" + " than 63"
                    + (kind == Kind.ROLE ? "; a role is in lower case" : "") + ".");
        }
        if (kind == Kind.SITE && !WORD.matcher(value).matches()) {
            throw invalid("The site '" + shown(value)
                    + "' is not of lower-case letters, digits, '.', '_' and '-', or is longer than 63.");
        }
        if (value.length() > MAX_VALUE || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw invalid("The value of " + kind.word() + ":" + name + " is longer than " + MAX_VALUE
                    + " characters or has control characters.");
        }
    }

    /**
     * Reads {@code tag:NAME=VALUE}, {@code meta:NAME=VALUE}, {@code role:NAME} or {@code site:NAME}; a tag or metadatum
     * without a value has the empty one.
     *
     * @throws CentossrvException {@code label-invalid}
     */
    public static Label parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid("'" + shown(text) + "' is none of tag:NAME=VALUE, meta:NAME=VALUE, role:NAME and site:NAME.");
        }
        Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        String value = matcher.group(3);
        if ((kind == Kind.ROLE || kind == Kind.SITE) && value != null) {
            throw invalid("'" + shown(text) + "' has a value; write " + kind.word() + ":NAME.");
        }
        return kind == Kind.SITE
                ? new Label(kind, "", matcher.group(2))
                : new Label(kind, matcher.group(2), value == null ? "" : value);
    }

    /** Reads what is to be removed: as {@link #parse}, without a value; {@code site:} alone means whichever it is. */
    public static Label parseKey(String text) {
        if (text.equals("site:") || text.equals("site")) {
            return new Label(Kind.SITE, "", "any");
        }
        Label label = parse(text);
        if (!label.value().isEmpty() && label.kind() != Kind.SITE) {
            throw invalid("'" + shown(text) + "' has a value; to remove it write "
                    + label.kind().word() + ":" + label.name() + ".");
        }
        return label;
    }

    @Override
    public int compareTo(Label other) {
        int kinds = kind.compareTo(other.kind);
        return kinds != 0 ? kinds : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ROLE -> "role:" + name;
            case SITE -> "site:" + value;
            default -> kind.word() + ":" + name + (value.isEmpty() ? "" : "=" + value);
        };
    }

    private static CentossrvException invalid(String problem) {
        return new CentossrvException(INVALID, problem);
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
