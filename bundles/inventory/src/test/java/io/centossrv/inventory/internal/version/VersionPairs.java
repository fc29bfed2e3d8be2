// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Versions as they occur, and random ones of the characters that mean something in RPM; none is empty. */
public final class VersionPairs {
    private static final List<String> REAL = List.of(
            "3.0.7",
            "3.0.10",
            "5.14.0",
            "427.el9",
            "427.13.1.el9_4",
            "1.1.1k",
            "1.1.1g",
            "2.34",
            "20230115",
            "0.9.8zh",
            "4.18.0",
            "553.el8_10",
            "1.0.0~rc1",
            "1.0.0~rc2",
            "1.0.0",
            "1.0.0^20230101git1a2b3c",
            "1.0.0^1",
            "1.0.0.1",
            "9p1",
            "8.7p1",
            "1.02.187",
            "1.2",
            "1.2a",
            "1.2.a",
            "252",
            "252.4",
            "10.el7_9",
            "10.el7",
            "2.fc39",
            "1.module+el8.9.0+1+abcdef",
            "6.7_alpha",
            "6.7_beta",
            "001",
            "1",
            "01.0",
            "1.0~~",
            "1.0~^",
            "1.0^~1",
            ".");
    private static final String CHARACTERS = "0019aAbz.._+~^";

    private final Random random;

    public VersionPairs(Random random) {
        this.random = random;
    }

    /** Returns pairs of two, of which a third are the same but for one character. */
    public List<String[]> pairs(int count) {
        List<String[]> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String one = version();
            pairs.add(new String[] {one, random.nextInt(3) == 0 ? changed(one) : version()});
        }
        return pairs;
    }

    /** Returns pairs of epoch, version and release. */
    public List<Evr[]> evrs(int count) {
        List<Evr[]> evrs = new ArrayList<>();
        List<String[]> versions = pairs(count);
        List<String[]> releases = pairs(count);
        for (int i = 0; i < count; i++) {
            boolean same = random.nextBoolean();
            evrs.add(new Evr[] {
                new Evr(epoch(), versions.get(i)[0], Optional.of(releases.get(i)[0])),
                new Evr(epoch(), versions.get(i)[same ? 0 : 1], Optional.of(releases.get(i)[1]))
            });
        }
        return evrs;
    }

    private long epoch() {
        return random.nextInt(4) == 0 ? random.nextInt(3) : 0;
    }

    public String version() {
        if (random.nextInt(3) == 0) {
            return REAL.get(random.nextInt(REAL.size()));
        }
        StringBuilder version = new StringBuilder();
        for (int length = random.nextInt(9); length >= 0; length--) {
            version.append(character());
        }
        return version.toString();
    }

    private String changed(String version) {
        int at = version.isEmpty() ? 0 : random.nextInt(version.length());
        return version.substring(0, at)
                + character()
                + version.substring(Math.min(at + random.nextInt(2), version.length()));
    }

    private char character() {
        return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }
}
