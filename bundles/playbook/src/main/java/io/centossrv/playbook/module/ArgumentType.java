// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

/** What an argument may be, with Ansible's coercions. */
public enum ArgumentType {
    /** A text; anything else becomes Python's text of it. */
    STR,
    /** A text in which {@code ~} and variables of the environment are expanded on the node. */
    PATH,
    /** A whole number, or a text that is one. */
    INT,
    /** True or false, or one of the words and numbers that Ansible takes for it. */
    BOOL,
    /** A list; a text is split at commas. */
    LIST,
    /** A map, or a text that is a JSON object or {@code k=v} pairs. */
    DICT,
    /** As it came. */
    RAW,
    /** Permission bits: a number, an octal text, or a symbolic text, told apart by the module. */
    MODE
}
