// SPDX-License-Identifier: Apache-2.0
/** What a template can fail with, and where. */
@Export
@Version("1.0.0")
package io.centossrv.jinja.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
