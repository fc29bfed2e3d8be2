// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

/**
 * An argument that names a file or folder of the project.
 *
 * @param option the argument's name
 * @param folder where it is looked for first, beside the playbook, such as {@code files}
 * @param withMode whether the file's mode is needed too
 * @param firstWord whether only the first word of the argument is the name, and the others are kept
 */
public record ProjectReference(String option, String folder, boolean withMode, boolean firstWord) {
    public ProjectReference(String option, String folder, boolean withMode) {
        this(option, folder, withMode, false);
    }

    /** Returns one in the first word of a line. */
    public static ProjectReference ofFirstWord(String option, String folder) {
        return new ProjectReference(option, folder, false, true);
    }

    /** Returns the name in an argument; a first word may stand in quotes. */
    public String name(String argument) {
        if (!firstWord) {
            return argument;
        }
        String line = argument.strip();
        boolean quoted = !line.isEmpty() && "'\"".indexOf(line.charAt(0)) >= 0;
        int end = quoted ? line.indexOf(line.charAt(0), 1) : -1;
        return end > 0 ? line.substring(1, end) : line.split("\\s", 2)[0];
    }

    /** Returns the argument with another name. */
    public String renamed(String argument, String other) {
        if (!firstWord) {
            return other;
        }
        String line = argument.strip();
        String word = name(line);
        String rest = line.substring(word.length() + (line.startsWith(word) ? 0 : 2));
        return (other.matches("[\\w./@%+-]+") ? other : "'" + other + "'") + rest;
    }
}
