// SPDX-License-Identifier: Apache-2.0
/** The one shape of every error. */
package io.centossrv.rest.internal.problem;
