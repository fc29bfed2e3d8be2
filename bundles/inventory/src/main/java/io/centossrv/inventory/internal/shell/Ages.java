// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import java.time.Duration;

/** How long ago something was, for people. */
final class Ages {
    private Ages() {}

    static String of(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
    }
}
