// SPDX-License-Identifier: Apache-2.0
/** How keys and certificates are made and written. */
package io.centossrv.pki.internal.key;
