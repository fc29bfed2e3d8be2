// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.job;

/** Shows a job as it goes on. */
interface JobListener {
    /** The job was looked at. */
    void seen(JobView job);

    /** The job has ended; {@link #seen} was called with the same view before. */
    void ended(JobView job);
}
