// SPDX-License-Identifier: Apache-2.0
/** How bodies are read and written. */
package io.centossrv.rest.internal.json;
