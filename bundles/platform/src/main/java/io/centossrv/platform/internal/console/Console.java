// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.console;

import io.centossrv.platform.security.Caller;
import java.io.PrintStream;
import java.util.List;

/** Runs lines for a caller, through Karaf's shell. Thread-safe. */
public interface Console {
    /** Runs one line and returns its exit code. */
    int run(Caller caller, String line, PrintStream out, PrintStream err);

    /** Returns what the end of a line may be completed to. */
    List<String> complete(Caller caller, String line);
}
