// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.text.Escapes;

/** One line on a terminal that is overwritten; nothing where talk goes to a file. */
public final class Progress {
    private static final String CLEAR = "\r\u001b[K";

    private final Terminal terminal;
    private String shown = "";

    /** Shows progress on this terminal. */
    public Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows a line in place of the one before. */
    public void show(String text) {
        if (terminal.showsTalk() && !text.equals(shown)) {
            terminal.talk().print(CLEAR + Escapes.line(text));
            terminal.talk().flush();
            shown = text;
        }
    }

    /** Takes the line away. */
    public void clear() {
        if (!shown.isEmpty()) {
            terminal.talk().print(CLEAR);
            terminal.talk().flush();
            shown = "";
        }
    }
}
