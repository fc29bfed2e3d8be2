// SPDX-License-Identifier: Apache-2.0
/** Regular expressions as Python's re has them, whose cost is bounded. */
@Export
@Version("1.0.0")
package io.centossrv.jinja.regex;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
