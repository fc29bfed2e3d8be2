// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import io.centossrv.access.internal.login.PasswordLogin;
import io.centossrv.access.internal.token.Tickets;
import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of this version of {@code access}. */
@Component(service = RestApplication.class)
public final class AccessRestApplication extends BundledRestApplication {
    @Activate
    public AccessRestApplication(@Reference PasswordLogin login, @Reference Tickets tickets) {
        super(
                "access",
                Set.of("login", "whoami", "tickets"),
                Set.of(new LoginResource(login), new WhoamiResource(), new TicketsResource(tickets)));
    }
}
