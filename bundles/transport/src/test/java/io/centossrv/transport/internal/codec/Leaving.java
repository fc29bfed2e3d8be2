// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

/** A message of a bundle that goes. */
public record Leaving(String text) {}
