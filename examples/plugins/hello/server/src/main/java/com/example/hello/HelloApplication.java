// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of the plugin, below {@code /api/v1/x/hello}; {@code openapi.yaml} beside it describes them. */
@Component(service = RestApplication.class)
public final class HelloApplication extends BundledRestApplication {
    @Activate
    public HelloApplication(@Reference Greeter greeter) {
        super("hello", Set.of("x/hello"), Set.of(new HelloResource(greeter, versionOf(HelloApplication.class))));
    }
}
