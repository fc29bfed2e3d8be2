// SPDX-License-Identifier: Apache-2.0
/** How a domain brings its REST operations and WebSocket endpoints. */
@Export
@Version("1.1.0")
package io.centossrv.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
