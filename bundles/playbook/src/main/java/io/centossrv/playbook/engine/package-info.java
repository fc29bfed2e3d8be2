// SPDX-License-Identifier: Apache-2.0
/** Runs playbooks as they were written, on the machine that it is on. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
