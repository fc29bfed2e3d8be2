// SPDX-License-Identifier: Apache-2.0
/** The folder with the keys. */
package io.centossrv.pki.internal.store;
