/**
 * NaCl's {@code crypto_box} and {@code crypto_secretbox} under the names that JeroMQ imports. Not for other callers.
 */
@Export
@Version("1.0.0")
package com.neilalexander.jnacl.crypto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
