// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.version.RpmVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** The place of a text in the order of versions, for texts that look like a number or a version. */
final class OrderKey {
    private static final Pattern ORDERED = Pattern.compile("[0-9][A-Za-z0-9._+~^:-]{0,63}");

    private OrderKey() {}

    static Optional<byte[]> of(String text) {
        return ORDERED.matcher(text).matches() ? Optional.of(RpmVersion.key(text)) : Optional.empty();
    }
}
