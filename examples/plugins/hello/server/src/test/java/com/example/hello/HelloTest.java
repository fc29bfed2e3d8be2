// SPDX-License-Identifier: Apache-2.0
package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.RequiresPermission;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HelloTest {
    @Test
    void theCommandGreetsTheNameOrTheCaller() {
        assertThat(say(Optional.of("web1"))).isEqualTo("Hello, web1!\n");
        assertThat(say(Optional.empty())).isEqualTo("Hello, bob!\n");
    }

    @Test
    void theOperationAsksForThePermissionThatTheContractNames() throws NoSuchMethodException {
        HelloApplication application = new HelloApplication(new Greeter());
        String permission = HelloResource.class
                .getMethod("get", jakarta.ws.rs.core.SecurityContext.class)
                .getAnnotation(RequiresPermission.class)
                .value();
        assertThat(application.openApi()).contains("/api/v1/x/hello:").contains("x-permission: " + permission);
        assertThat(application.nouns()).containsExactly("x/" + application.domain());
    }

    private static String say(Optional<String> name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = new HelloCommand(new Greeter())
                .execute(new Call(name, new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private record Call(Optional<String> name, PrintStream out) implements CommandInvocation {
        @Override
        public Caller caller() {
            return new Caller("bob", Set.of("hello:say"));
        }

        @Override
        public Optional<String> value(String argument) {
            return argument.equals("name") ? name : Optional.empty();
        }

        @Override
        public List<String> values(String argument) {
            return value(argument).stream().toList();
        }

        @Override
        public boolean flag(String option) {
            return false;
        }
    }
}
