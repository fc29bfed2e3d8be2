// SPDX-License-Identifier: Apache-2.0
/** Which application serves which path. */
package io.centossrv.rest.internal.routing;
