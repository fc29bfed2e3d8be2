// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.inbox;

import io.centossrv.protocol.RequestRejected;
import java.util.regex.Pattern;

/** A job's id as the name of a folder: nothing else ever becomes part of a path. */
public final class JobName {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private JobName() {}

    /** Tells whether the text is a job's id, as UUIDs are usually written, in lower case. */
    public static boolean isOne(String text) {
        return UUID.matcher(text).matches();
    }

    /** Returns the text; throws {@code plan-invalid} where it is no id. */
    public static String checked(String text) {
        if (!isOne(text)) {
            throw new RequestRejected("plan-invalid", "The job's id is not a UUID in lower case.");
        }
        return text;
    }
}
