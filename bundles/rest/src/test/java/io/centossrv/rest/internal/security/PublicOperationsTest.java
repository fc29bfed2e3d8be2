// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed list, once more: whoever changes it changes it here too, and in SECURITY.md. */
class PublicOperationsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (GET|POST|PUT|PATCH|DELETE) \\| `([^`]+)` \\|");

    @Test
    void theSecurityDocumentationSaysTheSame() throws IOException {
        Set<String> documented = ROW.matcher(Files.readString(Path.of("..", "..", "SECURITY.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toSet());
        assertThat(documented).isEqualTo(PublicOperations.all());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/healthz",
        "HEAD,/healthz",
        "GET,/readyz",
        "GET,/api/v1/openapi.yaml",
        "GET,/api/v1/openapi.json",
        "POST,/api/v1/login",
        "POST,/api/v1/enrolments"
    })
    void needNoLogin(String method, String path) {
        assertThat(PublicOperations.admit(method, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/healthz",
        "GET,/healthz/",
        "GET,/HEALTHZ",
        "GET,/healthz;a=b",
        "GET,/readyz/x",
        "GET,/api/v1/login",
        "DELETE,/api/v1/login",
        "POST,/api/v1/login/",
        "POST,/api/v1/login/x",
        "POST,/api/v1/%6cogin",
        "GET,/api/v1/enrolments",
        "GET,/api/v1/nodes",
        "GET,/api/v1/openapi.yaml/x",
        "GET,/api/v1/",
        "GET,/"
    })
    void everythingElseNeedsOne(String method, String path) {
        assertThat(PublicOperations.admit(method, path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "access,POST,/api/v1/login,true",
        "inventory,POST,/api/v1/enrolments,true",
        "hello,POST,/api/v1/login,false",
        "access,POST,/api/v1/enrolments,false",
        "access,GET,/api/v1/login,false",
        "rest,GET,/healthz,false"
    })
    void aDomainMayOpenItsOwnAlone(String domain, String method, String path, boolean allowed) {
        assertThat(PublicOperations.lists(domain, method, path)).isEqualTo(allowed);
    }
}
