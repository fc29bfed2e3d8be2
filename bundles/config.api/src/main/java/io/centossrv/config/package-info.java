// SPDX-License-Identifier: Apache-2.0
/** Playbooks: declared state, checked and applied. */
@Export
@Version("1.1.0")
package io.centossrv.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
