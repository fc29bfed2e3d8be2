// SPDX-License-Identifier: Apache-2.0
/** Who may pass. */
package io.centossrv.rest.internal.security;
