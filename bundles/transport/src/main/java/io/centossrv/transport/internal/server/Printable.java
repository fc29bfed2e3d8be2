// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

/** Texts of a peer that go into logs and events. */
final class Printable {
    private static final int LENGTH = 200;

    private Printable() {}

    /** Returns a text of at most 200 characters without control characters. */
    static String of(String text) {
        String shown = text.length() <= LENGTH ? text : text.substring(0, LENGTH);
        return shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
