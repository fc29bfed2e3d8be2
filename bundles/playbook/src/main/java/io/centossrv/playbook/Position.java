// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook;

/**
 * Where something stands in a project.
 *
 * @param file path within the project
 * @param line from 1; 0 where only the file is known
 * @param column from 1, in code points; 0 where only the file is known
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
