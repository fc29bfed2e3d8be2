// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config;

import io.centossrv.jobs.Job;
import io.centossrv.platform.security.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** Compiles playbooks and submits them. Thread-safe; blocks on the database. */
@ProviderType
public interface PlayAdminService {
    /**
     * Parses, validates and compiles the playbook, resolves its hosts, and submits a job. Nothing is submitted where
     * anything is wrong.
     *
     * @throws io.centossrv.platform.CentossrvException {@code play-invalid} with file, line and column of each mistake,
     *     {@code target-empty}, {@code plan-too-large}
     */
    Job submit(Caller caller, PlayRequest request);
}
