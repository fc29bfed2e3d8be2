// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Optional;

/**
 * Something wrong with a task's arguments.
 *
 * @param code {@code unsupported-option}, {@code mutually-exclusive}, {@code missing-required}, {@code bad-choice},
 *     {@code bad-type}, or {@code unsupported} for what Ansible has and we lack
 * @param option the name as written, where one option is to blame
 * @param message for people
 */
public record ArgumentMistake(String code, Optional<String> option, String message) {}
