// SPDX-License-Identifier: Apache-2.0
/** Filters of templates that need YAML. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.template;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
