// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import io.centossrv.playbook.Position;

/**
 * A task as it is shown.
 *
 * @param number of the task within the run, from 0
 * @param play name of the play
 * @param name with its role, templates replaced
 * @param action full name of the module
 * @param handler whether it is one
 * @param position where it stands
 */
public record TaskHeader(int number, String play, String name, String action, boolean handler, Position position) {}
