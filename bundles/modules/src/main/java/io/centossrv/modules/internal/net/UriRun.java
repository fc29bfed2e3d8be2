// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.modules.internal.files.Changes;
import io.centossrv.modules.internal.files.Checksum;
import io.centossrv.modules.internal.files.FileWriting;
import io.centossrv.modules.internal.files.PathInfo;
import io.centossrv.modules.internal.files.WantedAttributes;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.ModuleResult;
import io.centossrv.playbook.module.PythonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request of uri, and its result. */
final class UriRun {
    private static final int LARGEST = 64 * 1024 * 1024;

    private final ModuleContext context;
    private final Arguments arguments;
    private final List<?> wanted;

    UriRun(ModuleContext context) {
        this.context = context;
        this.arguments = context.arguments();
        this.wanted = (List<?>) arguments.raw("status_code").orElseThrow();
    }

    ModuleResult run(Path file) throws IOException {
        String method = arguments.required("method").toUpperCase(Locale.ROOT);
        if (!method.matches("[A-Z]+")) {
            throw new ModuleFailure("Parameter 'method' needs to be a single word in uppercase, like GET or POST.");
        }
        Question question = question(method);
        HttpConversation conversation = new HttpConversation(
                context,
                Redirects.of(arguments.required("follow_redirects")),
                arguments.text("ca_path").map(context::path));
        Instant start = context.clock().instant();
        HttpAnswer answer;
        try {
            answer = conversation.ask(question, file);
        } catch (HttpTrouble e) {
            return unanswered(e, start);
        }
        return told(answer, seconds(start));
    }

    private long seconds(Instant start) {
        return Duration.between(start, context.clock().instant()).toSeconds();
    }

    private Question question(String method) throws IOException {
        UriBody body = UriBody.of(context);
        Map<String, String> headers = new LinkedHashMap<>();
        Optional<Path> dest = arguments.text("dest").map(context::path).filter(Files::isRegularFile);
        if (arguments.flag("force")) {
            headers.put("Cache-Control", "no-cache");
        } else if (dest.isPresent()) {
            headers.put(
                    "If-Modified-Since",
                    HttpDate.text(Files.getLastModifiedTime(dest.get()).toInstant()));
        }
        Question question = RequestHeaders.added(
                new Question(method, arguments.required("url"), headers, body.content()), arguments);
        boolean own = question.hasHeader("Content-Type") && !body.imposed();
        return body.type().isEmpty() || own
                ? question
                : question.with("Content-Type", body.type().get());
    }

    private ModuleResult unanswered(HttpTrouble trouble, Instant start) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("redirected", false);
        values.put("url", Address.shown(arguments.required("url")));
        values.put("status", -1L);
        values.put("elapsed", seconds(start));
        if (arguments.flag("return_content")) {
            values.put("content", "");
        }
        return judged(-1, String.valueOf(trouble.getMessage()), false, values);
    }

    private ModuleResult told(HttpAnswer answer, long elapsed) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("redirected", !answer.url().equals(plain()));
        values.put("url", answer.url());
        values.put("status", (long) answer.status());
        answer.headers().forEach((name, value) -> values.put(key(name), value));
        Optional.ofNullable(values.get("location"))
                .ifPresent(location -> values.put("location", absolute(String.valueOf(location))));
        values.put("elapsed", elapsed);
        if (answer.good()) {
            values.put("cookies", answer.cookies());
            values.put(
                    "cookies_string",
                    String.join(
                            "; ",
                            answer.cookies().entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .toList()));
        }
        boolean right = wanted.contains((long) answer.status());
        boolean maybeJson = maybeJson(answer);
        boolean read = maybeJson || arguments.flag("return_content") || !right;
        boolean changed = false;
        if (right && answer.good() && arguments.has("dest")) {
            changed = written(answer, values);
        }
        if (read || !answer.good()) {
            content(answer, read, maybeJson, values);
        }
        return judged(answer.status(), answer.message(), changed, values);
    }

    private String plain() {
        try {
            return Address.of(arguments.required("url")).uri().toString();
        } catch (HttpTrouble impossible) {
            throw new IllegalStateException("a URL that was asked is one", impossible);
        }
    }

    private static String key(String header) {
        return header.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private String absolute(String location) {
        try {
            return location.contains("://")
                    ? location
                    : Address.of(arguments.required("url"))
                            .uri()
                            .resolve(location)
                            .toString();
        } catch (HttpTrouble | IllegalArgumentException e) {
            return location;
        }
    }

    private static boolean maybeJson(HttpAnswer answer) {
        String subtype = answer.mediaType().replaceFirst("^[^/]*/?", "");
        String last = subtype.contains("+") ? subtype.substring(subtype.indexOf('+') + 1) : subtype;
        return last.equals("json") || last.equals("javascript");
    }

    private void content(HttpAnswer answer, boolean read, boolean maybeJson, Map<String, Object> values)
            throws IOException {
        byte[] bytes;
        try (InputStream in = answer.open()) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new ModuleFailure("the answer is larger than " + LARGEST + " bytes: use dest to keep it in a file");
        }
        String text = new String(bytes, charset(answer));
        if (!read) {
            values.put("body", text);
            return;
        }
        if (maybeJson) {
            try {
                values.put(
                        "json", Json.read(text.getBytes(StandardCharsets.UTF_8)).orElse(null));
            } catch (IllegalArgumentException noJson) {
                values.remove("json");
            }
        }
        if (arguments.flag("return_content")) {
            values.put("content", text);
        }
    }

    private static Charset charset(HttpAnswer answer) {
        try {
            return Charset.forName(answer.charset().orElse("utf-8"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Ansible says changed each time; it is where the content or an attribute is another. */
    private boolean written(HttpAnswer answer, Map<String, Object> values) throws IOException {
        Path dest = context.path(arguments.required("dest"));
        if (Files.isDirectory(dest)) {
            dest = dest.resolve(GivenName.in(answer).orElse(lastName(answer)));
        }
        values.put("path", dest.toString());
        WantedAttributes attributes = WantedAttributes.of(arguments);
        String content = Digests.of(answer.open(), "sha1");
        if (Checksum.sha1(dest).filter(content::equals).isPresent()) {
            return attributes.apply(dest, dest.toString(), false, Changes.ignored());
        }
        if (!Files.isDirectory(dest.toAbsolutePath().getParent())) {
            throw new ModuleFailure(
                    "Destination directory " + dest.toAbsolutePath().getParent() + " does not exist");
        }
        try (InputStream in = answer.open()) {
            new FileWriting(attributes, ready -> {}).write(dest, in);
        }
        return true;
    }

    private static String lastName(HttpAnswer answer) {
        String path = answer.url().replaceFirst("[?#].*", "").replaceFirst("^\\w+://[^/]*", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() || name.equals("..") ? "index.html" : name;
    }

    private ModuleResult judged(int status, String message, boolean changed, Map<String, Object> values) {
        if (wanted.contains((long) status)) {
            return PathInfo.added(context, ModuleResult.of(changed, values).saying(message));
        }
        return ModuleResult.failed(
                "Status code was " + status + " and not " + PythonText.text(wanted) + ": " + message, values);
    }
}
