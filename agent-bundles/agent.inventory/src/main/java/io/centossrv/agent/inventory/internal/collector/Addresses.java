// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Addresses as texts. */
final class Addresses {
    private Addresses() {}

    /** Returns the address of 32 hexadecimal digits. */
    static String version6(String hex) {
        try {
            return plain(InetAddress.getByAddress(HexFormat.of().parseHex(hex)).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not 32 hexadecimal digits: " + hex, e);
        }
    }

    /** Returns the address without the interface that Java writes behind one that is link-local. */
    static String plain(String address) {
        int percent = address.indexOf('%');
        return percent < 0 ? address : address.substring(0, percent);
    }
}
