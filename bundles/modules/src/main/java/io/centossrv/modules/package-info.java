/** The modules that come with the product. */
@Export
@Version("1.0.0")
package io.centossrv.modules;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
