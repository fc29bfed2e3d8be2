// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import java.util.ArrayList;
import java.util.List;

/** Paths within a project: with slashes, without {@code .}; {@code ..} only at the beginning, and absolute ones stay so. */
final class Paths {
    private Paths() {}

    /** Returns a path that is seen from a folder. */
    static String join(String folder, String path) {
        return clean(path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path);
    }

    static String clean(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    /** Returns the folder that a path is in; empty for the project's own. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
