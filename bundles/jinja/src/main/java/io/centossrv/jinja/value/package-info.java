// SPDX-License-Identifier: Apache-2.0
/** Values as Python knows them, and what its operators do with them. */
@Export
@Version("1.0.0")
package io.centossrv.jinja.value;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
