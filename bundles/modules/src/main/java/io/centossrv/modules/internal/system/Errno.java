// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the operating system said, in the words that administrators know from Ansible. */
public final class Errno {
    private Errno() {}

    /** Returns such as {@code [Errno 2] No such file or directory: b'/x'}. */
    public static String text(IOException e, String path) {
        return reason(e) + ": b'" + path + "'";
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "[Errno 2] No such file or directory";
        } else if (e instanceof AccessDeniedException) {
            return "[Errno 13] Permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            return "[Errno 17] File exists";
        } else if (e instanceof NotDirectoryException) {
            return "[Errno 20] Not a directory";
        } else if (e instanceof DirectoryNotEmptyException) {
            return "[Errno 39] Directory not empty";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return switch (said == null ? "" : said) {
            case "Operation not permitted" -> "[Errno 1] Operation not permitted";
            case "Not a directory" -> "[Errno 20] Not a directory";
            case "Is a directory" -> "[Errno 21] Is a directory";
            case "No space left on device" -> "[Errno 28] No space left on device";
            case "Read-only file system" -> "[Errno 30] Read-only file system";
            case "Invalid cross-device link" -> "[Errno 18] Invalid cross-device link";
            case "" -> e.getClass().getSimpleName();
            default -> said;
        };
    }
}
