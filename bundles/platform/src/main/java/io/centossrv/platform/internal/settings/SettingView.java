// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import java.util.Optional;

/**
 * A setting as REST and shell show it.
 *
 * @param value the text that holds
 * @param set whether it was set; false where the default holds
 * @param standard the default; empty where nobody declares the setting
 * @param summary what it is for; empty where nobody declares the setting
 */
public record SettingView(String key, String value, boolean set, Optional<String> standard, Optional<String> summary) {}
