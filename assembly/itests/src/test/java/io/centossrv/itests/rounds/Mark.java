// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A job that leaves its id, once, in a file on each host on which it runs.
 *
 * @param id of the test, part of the job's title
 * @param millisBefore what it does before that
 * @param millisAfter what it does after that
 * @param kills what it kills right after that: {@code none}, {@code agent} or {@code executor}, its own parent
 */
record Mark(String id, int millisBefore, int millisAfter, String kills) {
    static final String SCRIPT = "/usr/local/bin/witness";
    static final String FILE = "/var/witness";

    /** What runs on the hosts. The line is one write(2) to a file opened for appending. */
    static final String PROGRAM = """
            #!/bin/sh
            # witness ID SECONDS_BEFORE SECONDS_AFTER VICTIM
            sleep "$2"
            echo "$1" >>/var/witness
            victim=$(systemctl show --property=MainPID --value "centossrv-$4")
            case $victim in '' | 0) ;; *) kill -KILL "$victim" || : ;; esac
            sleep "$3"
            """;

    static Mark of(String id, boolean suicides, Random chance) {
        int dice = chance.nextInt(20);
        String kills = dice == 0 ? "agent" : dice == 1 && suicides ? "executor" : "none";
        return new Mark(id, chance.nextBoolean() ? 0 : chance.nextInt(600), chance.nextInt(600), kills);
    }

    List<String> argv() {
        return List.of(SCRIPT, id, seconds(millisBefore), seconds(millisAfter), kills);
    }

    private static String seconds(int millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
