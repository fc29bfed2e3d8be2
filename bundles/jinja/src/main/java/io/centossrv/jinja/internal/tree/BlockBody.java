// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

/** A named block of a template. */
public record BlockBody(String name, Statement body, boolean required) {}
