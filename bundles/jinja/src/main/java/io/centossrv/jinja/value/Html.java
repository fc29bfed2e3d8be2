// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

/** Escapes for HTML, as Python's MarkupSafe writes them. */
public final class Html {
    private Html() {}

    /** Returns a text with {@code & < > ' "} escaped. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\'' -> out.append("&#39;");
                case '"' -> out.append("&#34;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
