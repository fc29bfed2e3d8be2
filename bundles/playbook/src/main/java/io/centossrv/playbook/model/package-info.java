// SPDX-License-Identifier: Apache-2.0
/** Playbooks as they were written: imports are resolved, templates are not evaluated. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
