/** JSON as plain values. */
@Export
@Version("1.0.0")
package io.centossrv.playbook.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
