// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;

/** The codes of what can be wrong with a setting. */
final class SettingErrors {
    static final ErrorCode INVALID = new ErrorCode("setting-invalid", ErrorKind.USER);
    static final ErrorCode UNKNOWN = new ErrorCode("setting-unknown", ErrorKind.NOT_FOUND);

    private SettingErrors() {}
}
