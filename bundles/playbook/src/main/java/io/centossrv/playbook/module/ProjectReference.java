// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

/**
 * An argument that names a file or folder of the project.
 *
 * @param option the argument's name
 * @param folder where it is looked for first, beside the playbook, such as {@code files}
 * @param withMode whether the file's mode is needed too
 */
public record ProjectReference(String option, String folder, boolean withMode) {}
