// SPDX-License-Identifier: Apache-2.0
/** What a run of a playbook is given, and whom it tells what happens. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.engine.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
