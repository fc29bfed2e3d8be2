// SPDX-License-Identifier: Apache-2.0
/** What a request says about itself. */
package io.centossrv.rest.internal.request;
