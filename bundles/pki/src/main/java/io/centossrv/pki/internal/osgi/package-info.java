// SPDX-License-Identifier: Apache-2.0
/** The components. */
package io.centossrv.pki.internal.osgi;
