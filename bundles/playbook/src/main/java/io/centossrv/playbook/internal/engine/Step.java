// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

/** A task or a block, as it runs in a play. */
sealed interface Step permits TaskStep, BlockStep {}
