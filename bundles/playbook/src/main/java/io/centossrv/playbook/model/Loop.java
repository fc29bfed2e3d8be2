// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.Optional;

/**
 * What a task is repeated over.
 *
 * @param lookup of {@code with_LOOKUP}; empty for {@code loop}
 * @param value as written
 * @param place where the value stands
 */
public record Loop(Optional<String> lookup, Object value, Place place) {}
