// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

/** Colours with the meaning that they have in Ansible's output. */
public enum Colour {
    /** Nothing had to change. */
    GREEN("32"),
    /** Something changed. */
    YELLOW("33"),
    /** It failed. */
    RED("31"),
    /** It was left out. */
    CYAN("36"),
    /** The end is not known. */
    PURPLE("35");

    static final String END = "\u001b[0m";

    private final String number;

    Colour(String number) {
        this.number = number;
    }

    String code() {
        return "\u001b[" + number + "m";
    }
}
