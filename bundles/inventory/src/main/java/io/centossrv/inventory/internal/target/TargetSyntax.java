// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.List;

/** How errors in a target are told: with the line and column, both from 1, at which they are. */
final class TargetSyntax {
    static final ErrorCode INVALID = new ErrorCode("target-invalid", ErrorKind.USER);

    private TargetSyntax() {}

    static CentossrvException error(String text, int offset, String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = text.codePointCount(lineStart, offset) + 1;
        return new CentossrvException(
                INVALID,
                "The target is invalid at line " + line + ", column " + column + ": " + problem,
                List.of(new ErrorDetail("", line, column, problem)));
    }
}
