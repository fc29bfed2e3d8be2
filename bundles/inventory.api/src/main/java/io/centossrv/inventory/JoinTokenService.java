// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Reads join tokens, never their secrets. Thread-safe; blocks on the database. */
@ProviderType
public interface JoinTokenService {
    /** Returns tokens by id, also those that can't be used any more, for 30 days after their end. */
    Page<IssuedJoinToken> list(PageRequest request);
}
