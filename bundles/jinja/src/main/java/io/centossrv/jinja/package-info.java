// SPDX-License-Identifier: Apache-2.0
/** Templates of the Jinja2 language, compiled once and rendered by many threads. */
@Export
@Version("1.0.0")
package io.centossrv.jinja;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
