// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

/**
 * What the executor answers first.
 *
 * @param state what a job is at; {@code rejected} where it does nothing
 * @param code of a rejection
 * @param message of a rejection
 */
public record ExecutorAnswer(String state, String code, String message) {}
