// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.rest.PublicOperation;
import io.centossrv.rest.RequiresPermission;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.internal.jersey.JerseyApplications;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks a rule is not served, and changes nothing. */
class RefusalTest {
    private ApplicationRegistry registry;

    @BeforeEach
    void start() {
        registry = new ApplicationRegistry(
                new JerseyApplications(),
                Map.of("secrets", "vault"),
                Duration.ZERO,
                new Retirement(Duration.ZERO),
                () -> {});
        registry.add(1, application("good", "1.0.0", Set.of("goods"), new Good()));
    }

    private record Simple(String domain, String version, Set<String> nouns, Set<Object> resources, String openApi)
            implements RestApplication {}

    private static RestApplication application(String domain, String version, Set<String> nouns, Object resource) {
        return new Simple(domain, version, nouns, Set.of(resource), "paths: {}");
    }

    @Path("goods")
    public static final class Good {
        @GET
        @RequiresPermission("good:read")
        public String get() {
            return "good";
        }
    }

    @Path("bads")
    public static final class NoPermission {
        @GET
        @RequiresPermission("bad:read")
        public String get() {
            return "bad";
        }

        @POST
        @Path("deep/{id}")
        public String forgotten(@PathParam("id") String id) {
            return id;
        }
    }

    @Path("bads")
    public static final class NotListed {
        @GET
        @PublicOperation
        public String get() {
            return "bad";
        }
    }

    @Path("login")
    public static final class Login {
        @POST
        @PublicOperation
        public String login() {
            return "token";
        }
    }

    @Path("bads")
    public static final class WrongPermission {
        @GET
        @RequiresPermission("everything")
        public String get() {
            return "bad";
        }
    }

    @Path("bads")
    public static final class Locator {
        @Path("more")
        public Object more() {
            return new Good();
        }
    }

    @Path("bads")
    public static final class Ambiguous {
        @GET
        @RequiresPermission("bad:read")
        public String one() {
            return "1";
        }

        @GET
        @RequiresPermission("bad:read")
        public String two() {
            return "2";
        }
    }

    /** Not a resource. */
    public static final class Plain {}

    static Stream<RestApplication> refused() {
        return Stream.of(
                application("bad", "1.0.0", Set.of("bads"), new NoPermission()),
                application("bad", "1.0.0", Set.of("bads"), new NotListed()),
                application("bad", "1.0.0", Set.of("login"), new Login()),
                application("bad", "1.0.0", Set.of("bads"), new WrongPermission()),
                application("bad", "1.0.0", Set.of("bads"), new Locator()),
                application("bad", "1.0.0", Set.of("bads"), new Ambiguous()),
                application("bad", "1.0.0", Set.of("bads"), new Plain()),
                application("bad", "1.0.0", Set.of("bads"), new Good()),
                application("bad", "1.0.0", Set.of("goods"), new Good()),
                application("bad", "1.0.0", Set.of("secrets"), new Good()),
                application("bad", "1.0.0", Set.of(), new Good()),
                application("bad", "1.0.0", Set.of("x/other"), new Good()),
                application("bad", "1.0.0", Set.of("x"), new Good()),
                application("Bad Name", "1.0.0", Set.of("bads"), new Good()),
                application("good", "new", Set.of("goods"), new Good()),
                new Simple("good", "9.0.0", Set.of("goods"), Set.of(), "paths: {}"),
                new Simple("good", "9.0.0", Set.of("goods"), Set.of(new Good()), "paths: ["),
                new Simple("good", "9.0.0", Set.of("goods"), Set.of(new Good()), "- a list"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isNotServedAndChangesNothing(RestApplication application) {
        RoutingTable before = registry.table();

        registry.add(2, application);

        assertThat(registry.table()).isSameAs(before);
        assertThat(registry.table().find("bads")).isEmpty();
        assertThat(registry.table().find("goods")).containsInstanceOf(RoutingTable.Serving.class);
    }

    @Test
    void aThrowingApplicationChangesNothing() {
        RoutingTable before = registry.table();

        registry.add(2, new Throwing());

        assertThat(registry.table()).isSameAs(before);
    }

    private static final class Throwing implements RestApplication {
        @Override
        public String domain() {
            return "throwing";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Set<String> nouns() {
            return Set.of("throwings");
        }

        @Override
        public Set<Object> resources() {
            throw new IllegalStateException("not today");
        }

        @Override
        public String openApi() {
            return "paths: {}";
        }
    }

    @Test
    void theDomainOfTheListMayOpenItsOperation() {
        registry.add(2, application("access", "1.0.0", Set.of("login"), new Login()));

        assertThat(registry.table().find("login")).containsInstanceOf(RoutingTable.Serving.class);
    }

    @Test
    void aNounStaysWithItsDomainWhileThatIsAway() {
        registry.remove(1);
        registry.add(2, application("thief", "1.0.0", Set.of("goods"), new Good()));

        assertThat(registry.table().find("goods")).isEqualTo(Optional.of(new RoutingTable.Gap("good")));
    }

    @Test
    void versionsAreOrderedAsOsgiOrdersThem() {
        assertThat(Stream.of("1.10.0", "1.9.0", "1.9.0.b", "1.9.0.a", "2", "0.1")
                        .map(OsgiVersion::of)
                        .sorted()
                        .map(OsgiVersion::toString))
                .containsExactly("0.1.0", "1.9.0", "1.9.0.a", "1.9.0.b", "1.10.0", "2.0.0");
    }
}
