// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.method.TextSplit;
import io.centossrv.jinja.spi.LookupContext;
import io.centossrv.jinja.value.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lookups that run a command of the shell, on the machine that evaluates and with the rights of who evaluates. */
final class Commands {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private Commands() {}

    static List<Object> pipe(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> outputs = new ArrayList<>();
        terms.forEach(term -> outputs.add(run(Text.of(term), "pipe").stripTrailing()));
        return outputs;
    }

    static List<Object> lines(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> lines = new ArrayList<>();
        terms.forEach(term -> lines.addAll(TextSplit.lines(run(Text.of(term), "lines"), false)));
        return lines;
    }

    private static String run(String command, String lookup) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readNBytes(MOST_BYTES);
            if (process.getInputStream().read() >= 0) {
                process.destroyForcibly();
                throw EvaluationError.value(
                        "lookup_plugin." + lookup + "(" + command + ") wrote more than " + MOST_BYTES + " bytes");
            }
            int status = process.waitFor();
            if (status != 0) {
                throw EvaluationError.value("lookup_plugin." + lookup + "(" + command + ") returned " + status);
            }
            return new String(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw EvaluationError.value("the shell can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EvaluationError.value("interrupted while a command ran: " + command, e);
        }
    }
}
