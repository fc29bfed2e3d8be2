// SPDX-License-Identifier: Apache-2.0
/** What a host and its plugins bring to the language: variables, other templates, filters, tests, limits. */
@Export
@Version("1.0.0")
package io.centossrv.jinja.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
