// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.RequestHandler;
import io.centossrv.transport.internal.bus.Await;
import io.centossrv.transport.internal.bus.Messages;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** Handlers need what needs the handlers: so binding one never makes it. */
class WhiteboardHandlersTest {
    @TempDir
    private Path folder;

    private Framework framework;
    private BundleContext context;
    private WhiteboardHandlers handlers;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "1"));
        framework.start();
        context = framework.getBundleContext();
        handlers = new WhiteboardHandlers(context);
    }

    @AfterEach
    void stop() throws Exception {
        handlers.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void aHandlerThatIsMadeOnlyOnceTheBinderHasGoneOnIsFound() throws Exception {
        CountDownLatch bound = new CountDownLatch(1);
        ServiceReference<RequestHandler<?, ?>> reference = register(new Making() {
            @Override
            RequestHandler<?, ?> make() {
                // As one that waits for the component that is binding it just now.
                return await(bound) ? Messages.answering((peer, word) -> word) : null;
            }
        });
        handlers.bindRequestHandler(reference);
        assertThat(handlers.requestTypes()).isEmpty();
        bound.countDown();
        Await.until("the handler is there", () -> handlers.requestTypes().size() == 1);

        handlers.unbindRequestHandler(reference);
        assertThat(handlers.requestTypes()).isEmpty();
        assertThat(context.ungetService(reference)).as("still held").isFalse();
    }

    @Test
    void aHandlerWhoseNeedsAreNotThereYetIsTriedAgain() {
        AtomicInteger asked = new AtomicInteger();
        ServiceReference<RequestHandler<?, ?>> reference = register(new Making() {
            @Override
            RequestHandler<?, ?> make() {
                return asked.incrementAndGet() < 3 ? null : Messages.answering((peer, word) -> word);
            }
        });
        handlers.bindRequestHandler(reference);
        Await.until("the handler is there", () -> handlers.requestTypes().size() == 1);
        assertThat(asked).hasValue(3);
    }

    @Test
    void oneThatIsGoneBeforeItWasMadeIsNotKept() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ServiceReference<RequestHandler<?, ?>> reference = register(new Making() {
            @Override
            RequestHandler<?, ?> make() {
                return await(gone) ? Messages.answering((peer, word) -> word) : null;
            }
        });
        handlers.bindRequestHandler(reference);
        handlers.unbindRequestHandler(reference);
        gone.countDown();
        // Either it was never asked for, or it was let go again.
        assertThat(handlers.requestTypes()).isEmpty();
        handlers.bindRequestHandler(register(new Making() {
            @Override
            RequestHandler<?, ?> make() {
                return Messages.answering((peer, word) -> word);
            }
        }));
        Await.until("the next one is there", () -> handlers.requestTypes().size() == 1);
        assertThat(reference.getUsingBundles()).as("who still holds the first").isNull();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private ServiceReference<RequestHandler<?, ?>> register(Making making) {
        return (ServiceReference<RequestHandler<?, ?>>)
                (ServiceReference<?>) context.registerService(RequestHandler.class.getName(), making, null)
                        .getReference();
    }

    private abstract static class Making implements ServiceFactory<RequestHandler<?, ?>> {
        abstract RequestHandler<?, ?> make();

        @Override
        public RequestHandler<?, ?> getService(Bundle bundle, ServiceRegistration<RequestHandler<?, ?>> from) {
            return make();
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<RequestHandler<?, ?>> from, RequestHandler<?, ?> handler) {
            // nothing to let go
        }
    }
}
