// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.settings;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Names the settings that a domain reads, so that they can be listed and changed by key; a service (whiteboard). A
 * setting that nobody declares keeps its value and can't be changed by key.
 */
@ConsumerType
public interface SettingsDeclaration {
    /** Returns the same settings at each call. */
    List<Setting<?>> settings();
}
