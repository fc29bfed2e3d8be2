// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6, such as {@code 10.0.0.0/24}.
 *
 * @param first its first address as a number
 * @param bits of an address: 32 or 128
 * @param prefix how many of them are the network's
 */
public record Network(BigInteger first, int bits, int prefix) {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/(\\d{1,3}))?");
    private static final Pattern VERSION_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int BITS_4 = 32;

    /** Reads a network, or one address, which is a network of one. */
    public static Network parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/24");
        }
        byte[] address = bytes(matcher.group(1));
        int bits = address.length * Byte.SIZE;
        int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
        if (prefix > bits) {
            throw new IllegalArgumentException("'" + text + "': a prefix has at most " + bits + " bits");
        }
        BigInteger number = new BigInteger(1, address);
        BigInteger first = number.shiftRight(bits - prefix).shiftLeft(bits - prefix);
        Network network = new Network(first, bits, prefix);
        if (!first.equals(number)) {
            throw new IllegalArgumentException("'" + text + "' names an address within " + network + "; say that");
        }
        return network;
    }

    private static byte[] bytes(String text) {
        if (!text.contains(":") && !VERSION_4.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no address");
        }
        try {
            // digits, colons and dots alone: nothing is looked up
            byte[] bytes = InetAddress.getByName(text).getAddress();
            if (text.contains(":") && bytes.length * Byte.SIZE == BITS_4) {
                throw new IllegalArgumentException("'" + text + "' is an address of IPv4: write it as one");
            }
            return bytes;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no address", e);
        }
    }

    /** Returns how many addresses there are to look at: in a network of IPv4 all but the first and the last. */
    public BigInteger size() {
        BigInteger all = BigInteger.ONE.shiftLeft(bits - prefix);
        return hasEnds() ? all.subtract(BigInteger.TWO) : all;
    }

    /** Tells whether all of another network is in this one. */
    public boolean contains(Network other) {
        return bits == other.bits
                && prefix <= other.prefix
                && first.equals(other.first.shiftRight(bits - prefix).shiftLeft(bits - prefix));
    }

    /** Returns the addresses in order; there are {@link #size}. */
    public Iterator<InetAddress> addresses() {
        BigInteger end =
                first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.valueOf(hasEnds() ? 1 : 0));
        return new Iterator<>() {
            private BigInteger next = hasEnds() ? first.add(BigInteger.ONE) : first;

            @Override
            public boolean hasNext() {
                return next.compareTo(end) < 0;
            }

            @Override
            public InetAddress next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                InetAddress address = address(next);
                next = next.add(BigInteger.ONE);
                return address;
            }
        };
    }

    private boolean hasEnds() {
        return bits == BITS_4 && prefix < BITS_4 - 1;
    }

    private InetAddress address(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[bits / Byte.SIZE];
        int length = Math.min(all.length, bytes.length);
        System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return address(first).getHostAddress() + "/" + prefix;
    }
}
