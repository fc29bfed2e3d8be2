// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks a project before anything reads it. */
final class ProjectCheck {
    private static final ErrorCode TOO_LARGE = new ErrorCode("plan-too-large", ErrorKind.USER);
    private static final int MAX_FILES = 2_000;
    private static final int MAX_PATH = 1_024;
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DETAILS = 100;

    private ProjectCheck() {}

    /** Throws {@code play-invalid} or {@code plan-too-large}. */
    static void check(Map<String, byte[]> files) {
        if (files.size() > MAX_FILES) {
            throw new CentossrvException(
                    TOO_LARGE, "The project has " + files.size() + " files and may have " + MAX_FILES + ".");
        }
        long bytes = files.values().stream().mapToLong(f -> f.length).sum();
        if (bytes > MAX_BYTES) {
            throw new CentossrvException(
                    TOO_LARGE, "The project takes " + bytes + " bytes and may take " + MAX_BYTES + ".");
        }
        List<ErrorDetail> wrong = new ArrayList<>();
        for (String path : files.keySet()) {
            if (!isPath(path) && wrong.size() < MAX_DETAILS) {
                wrong.add(ErrorDetail.at("/files", "A path is relative, with slashes and without . and .. in it."));
            }
        }
        if (!wrong.isEmpty()) {
            throw new CentossrvException(CompiledRequest.INVALID, "The project has paths that are none.", wrong);
        }
    }

    private static boolean isPath(String path) {
        return !path.isEmpty()
                && path.length() <= MAX_PATH
                && path.chars().noneMatch(Character::isISOControl)
                && path.indexOf('\\') < 0
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
