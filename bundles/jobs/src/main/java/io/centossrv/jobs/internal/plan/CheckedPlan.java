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

    private static final int MAX_PLAY = 1024 * 1024;
    private static final int MAX_FILES = 4 * 1024 * 1024;

    /**
     * Checks a draft.
     *
     * @throws CentossrvException {@code plan-too-large}
     */
    public static CheckedPlan of(PlanDraft draft) {
        int play = draft.play().getBytes(StandardCharsets.UTF_8).length;
        if (play > MAX_PLAY) {
            throw new CentossrvException(
                    TOO_LARGE, "The compiled play takes " + play + " bytes and may take " + MAX_PLAY + ".");
        }
        long files = draft.files().values().stream().mapToLong(f -> f.length).sum();
        if (files > MAX_FILES) {
            throw new CentossrvException(
                    TOO_LARGE, "The play's files take " + files + " bytes and may take " + MAX_FILES + ".");
        }
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
        return new CheckedPlan(digest.hex(), draft, play + files);
    }

    private static SortedMap<String, byte[]> sorted(PlanDraft draft) {
        return new TreeMap<>(draft.files());
    }
}
