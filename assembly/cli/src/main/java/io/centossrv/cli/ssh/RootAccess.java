// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

/**
 * How to be root after a login.
 *
 * @param prefix of each command
 * @param firstLine what comes first on standard input; with sudo's password, empty without
 */
public record RootAccess(String prefix, String firstLine) {
    /** The login is root's. */
    public static RootAccess direct() {
        return new RootAccess("", "");
    }

    /** By sudo, which asks for nothing. */
    public static RootAccess sudo() {
        return new RootAccess("sudo -n -- ", "");
    }

    /** By sudo with a password; it always takes the first line, also where it had remembered a login. */
    public static RootAccess sudo(String password) {
        return new RootAccess("sudo -k -S -p '' -- ", password + "\n");
    }

    @Override
    public String toString() {
        return "RootAccess[" + prefix.strip() + "]";
    }
}
