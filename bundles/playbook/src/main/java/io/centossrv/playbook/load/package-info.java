// SPDX-License-Identifier: Apache-2.0
/** Reads playbooks, roles and what they include. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.load;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
