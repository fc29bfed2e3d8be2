// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.readiness;

import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/** Says what the control plane still waits for. Thread-safe; answers from memory. */
@ProviderType
public interface ReadinessService {
    /** Returns what is missing, by the part's name, with the reason; empty when the control plane is ready. */
    SortedMap<String, String> missing();

    /** Returns every part that is needed or registered, with its obstacle, or the empty text where it is ready. */
    SortedMap<String, String> parts();
}
