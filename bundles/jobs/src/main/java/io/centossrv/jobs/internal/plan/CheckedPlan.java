// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import io.centossrv.jobs.PlanDraft;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A draft that is within the limits and whose files are what their names say.
 *
 * @param digest the same for drafts that say the same
 * @param draft the draft
 * @param bytes its size on the wire, nearly
 */
public record CheckedPlan(String digest, PlanDraft draft, long bytes) {
    /** The code of a plan over the limits. */
    public static final ErrorCode TOO_LARGE = new ErrorCode("plan-too-large", ErrorKind.USER);

    /** The play is in the plan, and once more in part: its files stand on the plan's top as well. */
    private static final int PLAY_COPIES = 2;

    private static final int NAME_OF_FILE = 80;
    private static final int MAX_PLAY = 1024 * 1024;

    /** What a message of the bus takes by default, 4 MiB, without its envelope. */
    private static final int MAX_MESSAGE = 4 * 1024 * 1024 - 64 * 1024;

    /**
     * Checks a draft.
     *
     * @throws CentossrvException {@code plan-too-large}
     * @throws IllegalArgumentException where the play is no JSON or a file not what its hash says
     */
    public static CheckedPlan of(PlanDraft draft) {
        int play = draft.play().getBytes(StandardCharsets.UTF_8).length;
        if (play > MAX_PLAY) {
            throw new CentossrvException(
                    TOO_LARGE, "The compiled play takes " + play + " bytes and may take " + MAX_PLAY + ".");
        }
        long files = draft.files().values().stream()
                .mapToLong(f -> f.length + NAME_OF_FILE)
                .sum();
        long bytes = (long) PLAY_COPIES * play + files;
        if (bytes > MAX_MESSAGE) {
            throw new CentossrvException(
                    TOO_LARGE,
                    "The play with its files takes " + bytes + " bytes on its way to a node and may take " + MAX_MESSAGE
                            + ".");
        }
        PlanWriter.requireJson(draft.play());
        Sha256 digest = new Sha256()
                .add(draft.play())
                .add(draft.check() ? "check" : "apply")
                .add(draft.diff() ? "diff" : "");
        for (Map.Entry<String, byte[]> file : sorted(draft).entrySet()) {
            if (!file.getKey().equals(Sha256.of(file.getValue()))) {
                throw new IllegalArgumentException("a file of a plan is not what its hash says: " + file.getKey());
            }
            digest.add(file.getKey());
        }
        return new CheckedPlan(digest.hex(), draft, bytes);
    }

    private static SortedMap<String, byte[]> sorted(PlanDraft draft) {
        return new TreeMap<>(draft.files());
    }
}
