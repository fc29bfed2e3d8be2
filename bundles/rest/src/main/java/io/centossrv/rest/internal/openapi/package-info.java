// SPDX-License-Identifier: Apache-2.0
/** The description of what is served. */
package io.centossrv.rest.internal.openapi;
