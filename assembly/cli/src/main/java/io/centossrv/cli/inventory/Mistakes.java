// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.ArrayList;
import java.util.List;

/** What can't be read in a file, each with its place as a JSON pointer (RFC 6901). */
final class Mistakes {
    private static final int SHOWN = 20;

    private final String file;
    private final List<String> found = new ArrayList<>();
    private int count;

    Mistakes(String file) {
        this.file = file;
    }

    void add(String pointer, String problem) {
        count++;
        if (found.size() < SHOWN) {
            found.add(file + "#" + pointer + ": " + problem);
        }
    }

    void throwIfAny() {
        if (count > 0) {
            throw Failure.of(ExitCode.INVALID, "file-invalid", count + " things in " + file + " can't be imported.")
                    .at(found);
        }
    }

    static String step(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
