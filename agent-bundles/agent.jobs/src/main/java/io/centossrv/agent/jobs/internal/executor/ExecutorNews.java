// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import io.centossrv.jobs.message.OutputChunk;

/** Is told by the executor; a hint only makes things quicker. Called from any thread: return at once. */
public interface ExecutorNews {
    /** There is news of a job in the journal, or nobody has it in hand any more. */
    void hint(String job);

    /** A job has just printed something. */
    void printed(String job, OutputChunk chunk);

    /** Nobody hears what a job prints any more: it has ended, or the executor has. */
    void silent(String job);
}
