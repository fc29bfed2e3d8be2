// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks until there is an answer: follows redirects, answers challenges, keeps cookies. */
final class HttpConversation {
    private static final int MOST_REDIRECTS = 10;
    private static final List<String> PRIVATE = List.of("authorization", "cookie");

    private final ModuleContext context;
    private final Arguments arguments;
    private final Redirects redirects;
    private final HttpExchange exchange;
    private final HttpClient client;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);
    private final Proxies proxies;

    HttpConversation(ModuleContext context, Redirects redirects, Optional<Path> authorities) throws IOException {
        this.context = context;
        this.arguments = context.arguments();
        this.redirects = redirects;
        long seconds = arguments.number("timeout").orElseThrow();
        if (seconds <= 0) {
            throw new ModuleFailure("timeout must be a number of seconds above 0, not " + seconds);
        }
        this.exchange = new HttpExchange(context, Duration.ofSeconds(Math.min(seconds, 86_400)));
        this.proxies = new Proxies(arguments.flag("use_proxy") ? context.environment() : Map.of());
        this.client = exchange.client()
                .cookieHandler(cookies)
                .proxy(proxies)
                .sslContext(TlsTrust.context(
                        arguments.flag("validate_certs"),
                        authorities,
                        arguments.text("client_cert").map(context::path),
                        arguments.text("client_key").map(context::path)))
                .build();
    }

    /**
     * Asks.
     *
     * @param file takes the body of the answer
     */
    HttpAnswer ask(Question first, Path file) throws HttpTrouble, IOException {
        Question question = first;
        Optional<Credentials> credentials = credentials(Address.of(first.url()));
        String origin = "";
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            Address address = Address.of(question.url());
            if (address.uri().getScheme().equalsIgnoreCase("file")) {
                return ofFile(question, address, file);
            }
            boolean elsewhere = !origin.isEmpty() && !origin.equals(address.origin());
            if (elsewhere) {
                // What was meant for one server is not told to another.
                credentials = Optional.empty();
                question = question.without(PRIVATE);
            }
            origin = address.origin();
            HttpResponse<Void> response = authenticated(question, address, credentials, file);
            Optional<String> next = redirects.next(response.statusCode(), question.method());
            Optional<String> location = response.headers().firstValue("location");
            if (next.isEmpty() || location.isEmpty()) {
                return answer(question, address, response, file);
            }
            String target =
                    address.uri().resolve(location.get().replace(" ", "%20")).toString();
            if (!target.matches("(?i)https?://.*")) {
                return answer(question, address, response, file);
            }
            question = question.to(next.get(), target, redirects.keepsBody(response.statusCode()))
                    .without(arguments.texts("unredirected_headers"));
        }
        throw new HttpTrouble("Request failed: the server sends from one place to another without end, after "
                + MOST_REDIRECTS + " redirects it was given up");
    }

    private Optional<Credentials> credentials(Address address) {
        Optional<Credentials> given = arguments
                .text("url_username")
                .filter(user -> !user.isEmpty())
                .map(user ->
                        new Credentials(user, arguments.text("url_password").orElse("")));
        return given.or(address::credentials);
    }

    private HttpResponse<Void> authenticated(
            Question question, Address address, Optional<Credentials> credentials, Path file)
            throws HttpTrouble, IOException {
        Question asked = question;
        if (credentials.isPresent() && arguments.flag("force_basic_auth")) {
            asked = question.with("Authorization", credentials.get().basic());
        } else if (credentials.isEmpty() && arguments.flag("use_netrc") && !question.hasHeader("Authorization")) {
            asked = Netrc.find(context, address.uri().getHost())
                    .map(found -> question.with("Authorization", found.basic()))
                    .orElse(question);
        }
        HttpResponse<Void> response = send(asked, address, file);
        if (response.statusCode() != 401 || credentials.isEmpty() || asked.hasHeader("Authorization")) {
            return response;
        }
        Credentials known = credentials.get();
        Optional<String> header = Challenge.best(response.headers().allValues("www-authenticate"))
                .flatMap(challenge -> challenge.scheme().equals("basic")
                        ? Optional.of(known.basic())
                        : DigestAnswer.to(challenge, known, question.method(), address.target()));
        return header.isPresent() ? send(question.with("Authorization", header.get()), address, file) : response;
    }

    private HttpResponse<Void> send(Question question, Address address, Path file) throws HttpTrouble, IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutFragment(address.uri()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", arguments.text("http_agent").orElse("ansible-httpget"));
        headers.put("Accept-Encoding", "identity");
        Question full = question;
        for (Map.Entry<String, String> own : headers.entrySet()) {
            full = full.hasHeader(own.getKey()) ? full : full.with(own.getKey(), own.getValue());
        }
        Optional<URI> proxy = proxies.proxy(address.uri()).filter(uri -> uri.getRawUserInfo() != null);
        if (proxy.isPresent()) {
            Credentials known = Address.of(proxy.get().toString()).credentials().orElseThrow();
            full = full.with("Proxy-Authorization", known.basic());
        }
        try {
            full.headers().forEach(request::header);
            request.method(
                    question.method(),
                    question.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()));
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("the request can't be sent: " + e.getMessage());
        }
        return exchange.send(client, request.build(), file);
    }

    private static URI withoutFragment(URI uri) {
        return uri.getRawFragment() == null ? uri : URI.create(uri.toString().replaceFirst("#.*", ""));
    }

    private HttpAnswer answer(Question question, Address address, HttpResponse<Void> response, Path file) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        Map<String, String> kept = new LinkedHashMap<>();
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            kept.put(cookie.getName(), cookie.getValue());
        }
        boolean gzip = arguments.flag("decompress") && "gzip".equalsIgnoreCase(headers.get("content-encoding"));
        return new HttpAnswer(
                response.statusCode(),
                address.uri().toString(),
                headers,
                kept,
                file,
                gzip && !question.method().equals("HEAD"),
                question.method());
    }

    private HttpAnswer ofFile(Question question, Address address, Path file) throws HttpTrouble, IOException {
        String text = address.uri().getPath() == null ? "" : address.uri().getPath();
        Path source = context.path(text);
        if (Files.isDirectory(source)) {
            throw new HttpTrouble("Request failed: <urlopen error [Errno 21] Is a directory: '" + text + "'>");
        }
        try {
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            throw new HttpTrouble(
                    "Request failed: <urlopen error [Errno 2] No such file or directory: '" + text + "'>");
        }
        Map<String, String> headers = Map.of("content-length", String.valueOf(Files.size(file)));
        return new HttpAnswer(200, question.url(), headers, Map.of(), file, false, "GET");
    }
}
