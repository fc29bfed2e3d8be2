// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.MessageType;
import io.centossrv.transport.internal.bus.Await;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The classes of a bundle that is gone can be collected. */
class PayloadCodecsUnloadTest {
    private static final String WORD = Leaving.class.getName();
    private final PayloadCodecs codecs = new PayloadCodecs(1 << 20);

    @Test
    void holdsNoClassLoaderAfterItsBundle() throws Exception {
        WeakReference<ClassLoader> gone = useAndForget();
        assertThat(codecs.size()).isZero();
        Await.until("the class loader is collected", () -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<ClassLoader> useAndForget() throws Exception {
        ClassLoader bundle = new OwnCopies();
        Class<? extends Record> payload = bundle.loadClass(WORD).asSubclass(Record.class);
        roundTrip(payload);
        assertThat(codecs.size()).isEqualTo(1);
        codecs.drop(loader -> loader == bundle);
        return new WeakReference<>(bundle);
    }

    private <T extends Record> void roundTrip(Class<T> payload) throws ReflectiveOperationException {
        MessageType<T> type = MessageType.of("test.word", 1, payload);
        T word = payload.getConstructor(String.class).newInstance("text");
        T read = codecs.decode(type, codecs.encode(type, word));
        // not by equals: what the JDK makes for a record's equals holds its class for a while
        assertThat(payload.getMethod("text").invoke(read)).isEqualTo("text");
    }

    /** Loads the message anew, as a bundle's class loader would. */
    private static final class OwnCopies extends ClassLoader {
        OwnCopies() {
            super(PayloadCodecsUnloadTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(WORD)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file =
                    Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
