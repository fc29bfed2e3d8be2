// SPDX-License-Identifier: Apache-2.0
/** The one servlet through which everything comes. */
package io.centossrv.rest.internal.gateway;
