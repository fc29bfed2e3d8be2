// SPDX-License-Identifier: Apache-2.0
/** Applications of one domain version each, on Jersey. */
package io.centossrv.rest.internal.jersey;
