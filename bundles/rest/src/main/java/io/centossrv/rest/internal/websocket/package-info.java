// SPDX-License-Identifier: Apache-2.0
/** WebSocket endpoints. */
package io.centossrv.rest.internal.websocket;
