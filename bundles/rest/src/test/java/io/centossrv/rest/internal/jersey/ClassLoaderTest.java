// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.rest.RestApplication;
import io.centossrv.rest.test.RestServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** A removed version leaves nothing behind: its classes can go. */
class ClassLoaderTest {
    private static final class OwnLoader extends ClassLoader {
        OwnLoader() {
            super(ClassLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Leaking.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] octets = in.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static WeakReference<ClassLoader> serveOnce(RestServer server) throws Exception {
        OwnLoader loader = new OwnLoader();
        RestApplication application = (RestApplication) loader.loadClass(Leaking.class.getName(), true)
                .getDeclaredConstructor()
                .newInstance();
        server.add(application);
        assertThat(server.admin()
                        .post("/api/v1/leaks", "{\"name\":\"a\",\"kind\":\"small\"}")
                        .text())
                .isEqualTo("{\"small\":{\"name\":\"a\",\"kind\":\"small\"}}");
        assertThat(server.admin().post("/api/v1/leaks", "{\"nam\":\"a\"}").status())
                .isEqualTo(400);
        server.remove(application);
        return new WeakReference<>(loader);
    }

    @Test
    void classLoadersOfRemovedVersionsAreCollected() throws Exception {
        try (RestServer server = RestServer.serving()) {
            WeakReference<ClassLoader> first = serveOnce(server);
            serveOnce(server);

            long end = System.nanoTime() + 15_000_000_000L;
            while (first.get() != null && System.nanoTime() < end) {
                System.gc();
                byte[][] pressure = new byte[16][1 << 16];
                assertThat(pressure).hasNumberOfRows(16);
                Thread.onSpinWait();
            }
            assertThat(first.get()).isNull();
        }
    }
}
